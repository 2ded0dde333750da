"""Goods that come back: which sale, which goods, why, and how the money goes back."""
