"""Online orders: the list, picking, and the hand-over."""
