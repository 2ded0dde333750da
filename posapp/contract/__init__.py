"""What till and hub say to each other: operations, envelope, feeds, calls, routes, and the catalogue snapshot's schema."""
