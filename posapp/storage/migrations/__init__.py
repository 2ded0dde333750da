"""How an older till.db becomes ours: one revision after the other, each in the same transaction or not at all."""
