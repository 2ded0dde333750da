"""From other systems' exports to shop files, with a report of everything odd in them."""
