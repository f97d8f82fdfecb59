"""A large community: how it is filled, read and written to."""
