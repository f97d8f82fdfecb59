"""Feeds made for measuring, a server for them, and both sides of bench/reader.py."""
