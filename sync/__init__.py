"""The background exchange with the hub: journal up, feeds down. No Qt, no SQL."""
