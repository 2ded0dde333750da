"""What each feed gets from a shop file: one file a feed, one row in `table`."""
