"""Reading the starter collection: resources written by hand as TOML."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from medagora.catalogue.domain.drafts import FeedDraft, ResourceDraft, TextDraft

_KEYS = {
    "address",
    "title",
    "kind",
    "audience",
    "languages",
    "topics",
    "publisher",
    "country",
    "cost",
    "sign_up",
    "feeds",
    "why",
}


def parse_starter(name: str, source: str) -> Iterator[ResourceDraft]:
    """The resources of one file. ValueError names the file and the fault."""
    try:
        rows = tomllib.loads(source)["resource"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise ValueError(f"{name}: not a starter file: {error}") from None
    for row in rows:
        if extra := set(row) - _KEYS:
            raise ValueError(f"{name}: {row.get('address')}: unknown {sorted(extra)}")
        yield _draft(row)


def _draft(row: Mapping[str, Any]) -> ResourceDraft:
    return ResourceDraft(
        address=row["address"],
        kind=row["kind"],
        audience=row["audience"],
        texts={
            code: TextDraft(row["title"], words) for code, words in row["why"].items()
        },
        languages=tuple(row["languages"]),
        topics=tuple(row["topics"]),
        publisher=row["publisher"],
        country=row.get("country", ""),
        cost=row["cost"],
        needs_sign_up=row["sign_up"],
        feeds=tuple(FeedDraft(address) for address in row.get("feeds", ())),
    )
