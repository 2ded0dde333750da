"""What is to be done for members: the page, its sheets, and the count in the bar."""
