"""How this machine is set up."""
