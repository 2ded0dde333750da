"""Baskets that lie aside."""
