"""JSON-LD of a page: its objects in one flat row, cut to a bounded size."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from medagora.appraisal.domain.adapt import limits

#: Properties whose objects are worth standing in the row themselves.
_OPENED = ("@graph", "mainEntity", "mainEntityOfPage")
_LONGEST_WORDS = 5_000
_LONGEST_KEY = 100


def linked_data_of(scripts: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    """Objects of all scripts; what is not JSON, too deep or too long is left out."""
    budget = _Budget(limits.MOST_NODES)
    objects: list[dict[str, Any]] = []
    for script in scripts[: limits.MOST_OBJECTS]:
        found = _read(script)
        objects.extend(_flat(budget.cut(found)) if found is not None else ())
    return tuple(objects[: limits.MOST_OBJECTS])


def _read(script: str) -> Any:
    plain = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    plain = plain.removeprefix("//<![CDATA[").removesuffix("//]]>").rstrip(" ;\n")
    try:
        return json.loads(plain, strict=False)
    except (ValueError, RecursionError):
        return None


class _Budget:
    """Cuts values to a size; one budget for the whole page."""

    def __init__(self, nodes: int) -> None:
        self._left = nodes

    def cut(self, value: Any, depth: int = 0) -> Any:
        self._left -= 1
        if isinstance(value, str):
            return value[:_LONGEST_WORDS]
        if not isinstance(value, dict | list):
            return value
        if depth >= limits.MOST_DEEP or self._left <= 0:
            return None
        if isinstance(value, list):
            return [self.cut(one, depth + 1) for one in value[: limits.MOST_INSIDE]]
        pairs = list(value.items())[: limits.MOST_INSIDE]
        return {key[:_LONGEST_KEY]: self.cut(one, depth + 1) for key, one in pairs}


def _flat(value: Any) -> Iterator[dict[str, Any]]:
    """Depth is bounded by the cut."""
    if isinstance(value, list):
        for one in value:
            yield from _flat(one)
    elif isinstance(value, dict):
        yield value
        for key in _OPENED:
            if isinstance(value.get(key), dict | list):
                yield from _flat(value[key])


def types_of(thing: Mapping[str, Any]) -> tuple[str, ...]:
    """Its types without the vocabulary's address: "Article"."""
    said = thing.get("@type")
    types = said if isinstance(said, list) else [said]
    return tuple(one.rsplit("/", 1)[-1] for one in types if isinstance(one, str))
