"""The search of a copy: its words in a few files, one for each language of resources.

The files are scripts that hand over JSON, because a page that was opened from a disk
may load a script beside it but may not fetch a file.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from medagora.catalogue.domain.records import ResourceRecord
from medagora.curation.services import exporting
from medagora.kernel.folding import fold_tables
from medagora.topics import queries as topics

UNSTATED = "und"


def index_files() -> Iterator[tuple[str, bytes]]:
    """The name of each file below ``search/``, with its bytes."""
    tables = fold_tables()
    yield (
        "fold.js",
        _script(
            "fold",
            {
                "cases": tables.cases,
                "same": tables.same,
                "combining": tables.combining,
            },
        ),
    )
    yield "topics.js", _script("topics", list(_topic_rows()))
    by_language = _by_language(exporting.records())
    for code, rows in sorted(by_language.items()):
        yield f"{code}.js", _script("resources", rows)


def languages_of_index(names: Iterable[str]) -> list[str]:
    """The languages that the files are for."""
    files = (name.removesuffix(".js") for name in names)
    return [name for name in files if name not in {"fold", "topics"}]


def _script(kind: str, content: Any) -> bytes:
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # in a script these two would end a line in the middle of a string
    plain = plain.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'medagoraIndex("{kind}",{plain});\n'.encode()


def _topic_rows() -> Iterator[list[Any]]:
    """Slug, name by language, every name and term in any language."""
    for record in topics.list_records():
        texts = record.draft.texts
        names = {code: text.name for code, text in texts.items()}
        words = dict.fromkeys(
            word
            for text in texts.values()
            for word in (text.name, *(term.text for term in text.terms))
        )
        yield [record.draft.slug, names, list(words)]


def _by_language(records: Iterable[ResourceRecord]) -> dict[str, list[list[Any]]]:
    """Uid, title, description, its language and topics, by each language spoken."""
    rows: dict[str, list[list[Any]]] = defaultdict(list)
    for record in records:
        for language in record.draft.languages or (UNSTATED,):
            code, text = record.text_in(language)
            title = text.title or record.draft.address
            row = [record.uid, title, text.description, code, list(record.draft.topics)]
            rows[language].append(row)
    return rows
