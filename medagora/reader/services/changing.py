"""Entries whose source changed them, and the words by which entries are found."""

import json
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from medagora.reader.domain.decide import ChangedEntry
from medagora.reader.domain.words_of_text import index_words
from medagora.reader.models import Entry, EntryText, Sighting
from medagora.reader.services import bulk

_FORGOTTEN_AT_ONCE = 1000
_FIELDS = (
    "link",
    "title",
    "summary",
    "authors",
    "updated_at",
    "doi",
    "pmid",
    "image",
    "media",
    "media_type",
    "media_seconds",
    "details",
)
_REWRITE = (
    f"UPDATE reader_entry SET {', '.join(f'{name} = new.{name}' for name in _FIELDS)} "  # noqa: S608  # our own names
    "WHERE reader_entry.id = new.id"
)


def add_words(rows: Sequence[tuple[int, str]]) -> None:
    """Makes entries findable: numbers with their words."""
    key = "rowid" if bulk.is_sqlite() else "entry"
    bulk.insert("reader_entrysearch", (key, "words"), rows)


def forget_words(entries: Iterable[int]) -> None:
    """Takes entries out of the index; call it while their texts are still there.

    FTS5 without contents needs to be told the words that it should forget.
    """
    wanted = list(entries)
    if not bulk.is_sqlite():
        with connection.cursor() as cursor:
            sql = "DELETE FROM reader_entrysearch WHERE entry = ANY(%s)"
            cursor.execute(sql, [wanted])
        return
    rows = bulk.select_in(
        "SELECT t.entry, t.text, e.details FROM reader_entrytext t "
        "JOIN reader_entry e ON e.id = t.entry WHERE t.entry IN %s",
        wanted,
    )
    bulk.insert(
        "reader_entrysearch",
        ("reader_entrysearch", "rowid", "words"),
        [("delete", e, words_of_entry(text, details)) for e, text, details in rows],
    )


def forget_entries(entries: Sequence[int]) -> None:
    """Takes entries away with their words and every memory of them."""
    for start in range(0, len(entries), _FORGOTTEN_AT_ONCE):
        chunk = entries[start : start + _FORGOTTEN_AT_ONCE]
        forget_words(chunk)
        EntryText.objects.filter(pk__in=chunk).delete()
        Sighting.objects.filter(entry__in=chunk).delete()
        Entry.objects.filter(pk__in=chunk).delete()


def words_of_entry(text: str, details: str) -> str:
    """The same words as ``prepared`` gave when the entry was stored."""
    journal = json.loads(details).get("journal", "") if details != "{}" else ""
    return index_words(f"{text}\n{journal}")


def rewrite(changed: Sequence[ChangedEntry]) -> dict[int, int]:
    """Writes what sources changed; gives the work of each entry by its place. An entry
    that was let go stays gone."""
    forget_words([change.place for change in changed])
    there = {
        row[0]
        for row in bulk.select_in(
            "SELECT id FROM reader_entry WHERE id IN %s",
            [change.place for change in changed],
        )
    }
    present = [change for change in changed if change.place in there]
    add_words([(change.place, change.entry.words) for change in present])
    bulk.update(
        _REWRITE,
        ("id", *_FIELDS),
        [
            (
                place,
                e.link,
                e.title,
                e.summary,
                e.authors,
                bulk.moment(e.updated_at),
                e.doi,
                e.pmid,
                e.image,
                e.media,
                e.media_type,
                e.media_seconds,
                e.details,
            )
            for _feed, place, e in present
        ],
    )
    bulk.update(
        "UPDATE reader_entrytext SET html = new.html, text = new.text "
        "WHERE reader_entrytext.entry = new.entry",
        ("entry", "html", "text"),
        [(place, e.html, e.text) for _feed, place, e in present],
    )
    works = _works_of(present)
    _know_by_new_keys(present, works)
    bulk.update(
        "UPDATE reader_sighting SET digest = new.digest "
        "WHERE reader_sighting.key = new.key",
        ("key", "digest"),
        [(change.entry.key, change.entry.digest) for change in changed],
    )
    return works


def _works_of(changed: Sequence[ChangedEntry]) -> dict[int, int]:
    return dict(
        bulk.select_in(
            "SELECT id, work FROM reader_entry WHERE id IN %s",
            [change.place for change in changed],
        )
    )


def _know_by_new_keys(
    changed: Sequence[ChangedEntry], works: Mapping[int, int]
) -> None:
    """A DOI that came later makes the paper known by it, unless another has it: two
    works are never joined after people marked them."""
    wanted = {
        key: works[change.place]
        for change in changed
        for key in change.entry.keys.known
        if change.place in works
    }
    known = bulk.select_in("SELECT key FROM reader_workkey WHERE key IN %s", wanted)
    for (key,) in known:
        del wanted[key]
    bulk.insert("reader_workkey", ("key", "work"), list(wanted.items()))
