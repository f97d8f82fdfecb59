"""Addresses of our own pages as notices keep them: without a language. Pure.

Whoever is told reads in another language than whoever caused it.
"""

import re

from medagora.kernel import languages

_LANGUAGE = re.compile(rf"^/(?:{'|'.join(languages.FINISHED)})(?=/)")


def without_language(path: str) -> str:
    """``/en/questions/7/`` as ``/questions/7/``; ValueError for what leads elsewhere,
    which is a mistake of the caller."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    if not is_ours or re.search(r"[\s\\\x00-\x1f]", path):
        raise ValueError(f"not a path of this site: {path!r}")
    return _LANGUAGE.sub("", path, count=1)


def in_language(path: str, code: str) -> str:
    """The kept path under a language."""
    return f"/{code}{path}"
