"""Today at a glance."""
