"""Taking money."""
