"""Names of servers that somebody types, as far as they can be on the open web."""

import re

from medagora.kernel.refusals import BadInput

LONGEST = 253
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
#: RFC 6761, 6762, 7686, 8375, 9476 and what networks at home and at work call
#: themselves.
_SPECIAL = ("alt", "arpa", "example", "internal", "invalid", "local", "localhost")
_HOMELY = ("corp", "home", "intranet", "lan", "localdomain", "onion", "private", "test")
_INSIDE = frozenset((*_SPECIAL, *_HOMELY))


def server_name(text: str) -> str:
    """``mastodon.social`` of what somebody typed: with or without https://, or the
    end of ``@anna@mastodon.social``. In ASCII.

    BadInput for what is no public name: an address of digits, a port, a path, a name
    within a house.
    """
    typed = text.strip().removeprefix("https://").removesuffix("/")
    if "@" in typed:
        typed = typed.rpartition("@")[2] if _is_account(typed) else ""
    name = _in_ascii(typed)
    labels = name.split(".")
    if (
        len(name) > LONGEST
        or len(labels) < 2
        or not all(map(_LABEL.fullmatch, labels))
        or labels[-1] in _INSIDE
        or not labels[-1].strip("-")[:1].isalpha()
    ):
        raise BadInput(
            "Write the name of your server, such as mastodon.social.", field="server"
        )
    return name


def _is_account(text: str) -> bool:
    """``@anna@server`` or ``anna@server``, and not a password before a host."""
    return re.fullmatch(r"@?\w[\w.-]*@[^@:/]+", text) is not None


def _in_ascii(name: str) -> str:
    """Empty for what no name can be."""
    if len(name) > LONGEST:
        return ""
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
