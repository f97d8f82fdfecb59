"""Medagora: the open medical web, curated."""

__version__ = "0.1.0"
