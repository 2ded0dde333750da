"""Reports of this till."""
