"""Topping up through the real window."""
