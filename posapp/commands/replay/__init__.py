"""Replay: scripts of what people do at a till, run without a window."""
