"""The routes of the hub, one module a subject."""
