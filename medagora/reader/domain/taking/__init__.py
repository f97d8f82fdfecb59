"""Formats in which people bring their reading along and take it away. Pure."""
