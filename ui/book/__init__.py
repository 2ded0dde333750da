"""The page of client books."""
