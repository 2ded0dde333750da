"""Messages to customers: written down first, then handed to a provider, tried again by themselves."""
