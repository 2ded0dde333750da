"""What till and hub say to each other: operations, envelope, feeds, calls, routes, the snapshot's schema."""
