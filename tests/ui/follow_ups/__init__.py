"""Follow-ups through the window."""
