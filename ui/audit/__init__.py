"""The log of what was done at this till."""
