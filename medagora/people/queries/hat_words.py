"""Hats in words, for rooms above: the reader's language is the one that is active."""

from medagora.people.labels_hats import ROLES, hat_line

__all__ = ["hat_line", "role_name"]


def role_name(role: str) -> str:
    """ "Nurse"; the word itself for one that we do not know."""
    return str(ROLES.get(role, role))
