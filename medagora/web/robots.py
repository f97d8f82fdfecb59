"""What a site asks of robots (RFC 9309), as far as it is meant for us. Pure.

Written here because the standard library's parser knows no wildcards and takes the
first rule that fits instead of the longest: it goes where sites asked it not to.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

#: More than this of a robots.txt is not read; RFC 9309 asks for at least 500 KiB.
MOST_BYTES = 512 * 1024
LONGEST_DELAY = 30.0

_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_ENCODED = re.compile(r"%([0-9a-fA-F]{2})")


@dataclass(frozen=True)
class Rules:
    """The lines that concern one agent, and the rest it should take in between."""

    #: Allowed or not, and the pattern of paths.
    lines: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allow(self, address: str) -> bool:
        """True if the page may be visited: the longest pattern that fits decides."""
        parts = urlsplit(address)
        path = parts.path or "/"
        if path == "/robots.txt":
            return True
        place = _one_spelling(f"{path}?{parts.query}" if parts.query else path)
        fitting = [
            (len(pattern), allowed)
            for allowed, pattern in self.lines
            if _fits(pattern, place)
        ]
        return max(fitting, default=(0, True))[1]


def parse(text: str, agent: str) -> Rules:
    """The rules for ``agent`` ("medagora"), else those for everybody."""
    mine, everybodys = list[tuple[str, str]](), list[tuple[str, str]]()
    has_mine = False
    for agents, lines in _groups(text):
        if agent.lower() in agents:
            mine, has_mine = [*mine, *lines], True
        elif "*" in agents:
            everybodys = [*everybodys, *lines]
    return _rules_of(mine if has_mine else everybodys)


def _rules_of(lines: Iterable[tuple[str, str]]) -> Rules:
    found, delay = list[tuple[bool, str]](), 0.0
    for name, value in lines:
        if name == "crawl-delay":
            delay = max(delay, _seconds(value))
        elif value:  # an empty Disallow forbids nothing
            found.append((name == "allow", _one_spelling(value)))
    return Rules(tuple(found), min(delay, LONGEST_DELAY))


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Groups of rules with the lower-case names of the agents they are for."""
    agents, lines = set[str](), list[tuple[str, str]]()
    for name, value in _fields(text):
        if name == "user-agent":
            if lines:
                yield agents, lines
                agents, lines = set(), []
            # "Medagora/1.0 (…)" is written by people who paste whole agents
            agents.add(re.split(r"[/\s]", value.lower(), maxsplit=1)[0])
        elif agents:
            lines.append((name, value))
    yield agents, lines


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text[:MOST_BYTES].lstrip("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name = name.strip().lower()
        if colon and name in {"user-agent", "allow", "disallow", "crawl-delay"}:
            yield name, value.strip()


def _seconds(value: str) -> float:
    return float(value) if re.fullmatch(r"\d{1,4}(\.\d{1,3})?", value) else 0.0


def _one_spelling(path: str) -> str:
    """One way of percent-encoding, so that patterns and paths can be compared."""

    def respell(match: re.Match[str]) -> str:
        letter = chr(int(match[1], 16))
        return letter if _UNRESERVED.match(letter) else match[0].upper()

    ascii_only = quote(path, safe="%!$&'()*+,;=:@/?#[]~-._")
    return _ENCODED.sub(respell, ascii_only)


def _fits(pattern: str, place: str) -> bool:
    """``*`` is anything, ``$`` at the end is the end. Linear, whatever is sent."""
    is_whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not place.startswith(first):
        return False
    if not others:
        return not is_whole or place == first
    here = len(first)
    for piece in others[:-1]:
        found = place.find(piece, here)
        if found < 0:
            return False
        here = found + len(piece)
    last = others[-1]
    if is_whole:
        return place.endswith(last) and len(place) - len(last) >= here
    return place.find(last, here) >= 0
