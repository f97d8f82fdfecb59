"""Judging health pages: what a machine sees, and the instruments people judge by."""
