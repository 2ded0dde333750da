"""The exchange with the hub."""
