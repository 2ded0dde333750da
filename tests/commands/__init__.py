"""Commands beside the window."""
