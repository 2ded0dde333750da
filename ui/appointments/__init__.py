"""The page of appointments."""
