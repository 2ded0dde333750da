"""Pricing: from a cart and the rules in force to amounts, each with its reason (money rules M1-M4)."""

from posapp.domain.pricing.price import price
from posapp.domain.pricing.values import Discount, PriceBook, PricedCart, PricedLine, TaxSum, price_book

__all__ = ["Discount", "PriceBook", "PricedCart", "PricedLine", "TaxSum", "price", "price_book"]
