"""The page of members, and the sheets that enrol and change them."""
