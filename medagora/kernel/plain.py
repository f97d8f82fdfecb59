"""Plain data: one spelling of it, and reading it back with its types checked."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from medagora.kernel.refusals import BadInput

Value = TypeVar("Value")


def canonical(value: Mapping[str, Any]) -> bytes:
    """One spelling: UTF-8, keys sorted, no spaces, no escapes but the needed."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


class Fields:
    """Reads typed values out of one object of a file; BadInput names the field.

    ``finish`` refuses what nobody asked for: silently dropped data would make an
    export that lies.
    """

    def __init__(self, plain: object) -> None:
        if not isinstance(plain, dict):
            raise BadInput("An object with named values was expected.")
        self._plain: dict[str, Any] = plain
        self._asked: set[str] = set()

    def get(self, name: str, kind: type[Value], default: Value | None = None) -> Value:
        """The value of a field; required when there is no default."""
        self._asked.add(name)
        value = self._plain.get(name, default)
        if type(value) is not kind:
            raise BadInput(
                "“%(name)s” is missing or is not of the right type.", name=name
            )
        return value

    def text(self, name: str) -> str:
        """An optional string."""
        return self.get(name, str, "")

    def texts(self, name: str) -> tuple[str, ...]:
        """An optional list of strings."""
        values = self.get(name, list, [])
        if not all(isinstance(value, str) for value in values):
            raise BadInput("“%(name)s” is not a list of words.", name=name)
        return tuple(values)

    def objects(
        self, name: str, read: Callable[["Fields"], Value]
    ) -> tuple[Value, ...]:
        """An optional list of objects, each read by ``read``."""
        return tuple(_read(plain, read) for plain in self.get(name, list, []))

    def named_objects(
        self, name: str, read: Callable[["Fields"], Value]
    ) -> dict[str, Value]:
        """An optional object of objects."""
        plain = self.get(name, dict, {})
        return {str(key): _read(value, read) for key, value in plain.items()}

    def finish(self) -> None:
        if extra := sorted(set(self._plain) - self._asked):
            raise BadInput("“%(extra)s” is not a field that we know.", extra=extra[0])


def _read(plain: object, read: Callable[[Fields], Value]) -> Value:
    fields = Fields(plain)
    value = read(fields)
    fields.finish()
    return value
