"""Reads of this room, by noun; those that other rooms use stand here."""

from medagora.curation.queries.history import (
    Judgement,
    list_history,
    list_judgements,
)
from medagora.curation.queries.log import (
    count_log_entries,
    head_hash,
    verify_log,
)

__all__ = [
    "Judgement",
    "count_log_entries",
    "head_hash",
    "list_history",
    "list_judgements",
    "verify_log",
]
