"""The second screen: what the customer sees."""
