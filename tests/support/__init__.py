"""What several tests need: shared data, a shop to drive, a database server, simulated devices."""
