"""Tills, their hub and the line between them in one process, under one virtual clock and one source of chance."""
