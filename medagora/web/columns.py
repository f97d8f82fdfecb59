"""A constraint for a column that holds a word of a closed list."""

from enum import StrEnum

from django.db import models


def one_of(field: str, words: type[StrEnum]) -> models.Q:
    return models.Q(**{f"{field}__in": [word.value for word in words]})
