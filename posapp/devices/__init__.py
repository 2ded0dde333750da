"""Devices behind ports: simulated ones first, then real ones."""
