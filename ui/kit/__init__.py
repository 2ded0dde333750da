"""The parts every screen is made of: tokens, fonts, icons, painted widgets, scanner filter, sounds, translation."""
