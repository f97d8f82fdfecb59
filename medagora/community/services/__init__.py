"""Writes of this room, one module a noun, and what rooms above lend it."""

from medagora.community.lending import Alike, Paper, lend_alike, lend_papers

__all__ = ["Alike", "Paper", "lend_alike", "lend_papers"]
