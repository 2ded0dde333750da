"""Paper: one neutral layout of a receipt, and the ways to put it on a printer, into a PDF, onto a screen."""
