"""Money that goes back to wallets, and what is done when it does not."""
