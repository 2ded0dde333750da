"""Protocols where two real implementations exist."""
