"""Signing in by PIN."""
