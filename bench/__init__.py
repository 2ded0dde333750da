"""Measurements against floors taken in the same run: a bench says what it is a multiple of, and what the goal is."""
