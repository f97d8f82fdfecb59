"""A short word for what an entry's page says: another word, another page.

The worker that keeps pages for reading offline fetches a copy again when its word is
not that of the list any more: a paper retracted after its page was kept must not go
on unmarked.
"""

import hashlib
from collections.abc import Sequence

from medagora.reader.models import EntryText
from medagora.reader.queries.lines import Line


def state_of(line: Line, text: EntryText | None) -> str:
    """That somebody read it is not part of it: reading shall fetch nothing again."""
    said = (
        line.title,
        line.summary,
        line.authors,
        line.also_in,
        line.notices,
        sorted(line.seen_by_machine),
        line.published_as,
        line.open_copy,
        line.is_saved,
        line.note,
        (text.html, text.full_html) if text else ("", ""),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def list_states(lines: Sequence[Line]) -> list[str]:
    """Of each line, in their order; one query."""
    numbers = [line.id for line in lines]
    texts = EntryText.objects.defer("text").in_bulk(numbers)
    return [state_of(line, texts.get(line.id)) for line in lines]
