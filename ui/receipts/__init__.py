"""Receipts of the day, copies, and the printer's queue."""
