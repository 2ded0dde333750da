"""When the till cannot be opened: what happened, what to do, and what can be done here."""
