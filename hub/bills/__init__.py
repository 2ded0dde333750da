"""A provider's bill of a day beside our books: what both have, what only one has, and where the amounts differ."""
