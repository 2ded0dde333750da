"""The reference central API: takes the journals of the tills, publishes the feeds and the catalogue snapshot."""
