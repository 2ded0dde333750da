"""Money onto stored value and gift cards, and back."""
