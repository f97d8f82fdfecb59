"""Writes of this room, by noun; the verbs that other rooms use stand here."""

from medagora.curation.services.starter import load_starter_resources

__all__ = ["load_starter_resources"]
