"""Names of functions that a script may be wrapped in."""

import re

_NAME = re.compile(r"[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*", re.ASCII)
_LONGEST = 80
#: Words of the language, which are no names.
_RESERVED = frozenset(
    [
        "await",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "debugger",
        "default",
        "delete",
        "do",
        "else",
        "enum",
        "export",
        "extends",
        "false",
        "finally",
        "for",
        "function",
        "if",
        "import",
        "in",
        "instanceof",
        "new",
        "null",
        "return",
        "super",
        "switch",
        "this",
        "throw",
        "true",
        "try",
        "typeof",
        "var",
        "void",
        "while",
        "with",
        "yield",
        "let",
        "static",
        "eval",
        "arguments",
        "constructor",
        "prototype",
        "__proto__",
    ]
)


def is_callback(name: str) -> bool:
    """Whether it is a plain name such as ``show`` or ``app.show``: nothing that runs
    by itself."""
    return (
        len(name) <= _LONGEST
        and _NAME.fullmatch(name) is not None
        and not _RESERVED.intersection(name.split("."))
    )
