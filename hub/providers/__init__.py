"""Who takes money from customers' wallets: each in its own words, under the merchant keys that only the hub has."""
