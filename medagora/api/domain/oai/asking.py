"""A request as it was sent, read by the rules of section 3.2 and 4."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from medagora.api.domain.oai.dates import Span, read_span
from medagora.api.domain.oai.words import Fault, OaiFault, Verb

#: Verb: what it must have and what it may have, beside a resumption token.
_RULES: Mapping[Verb, tuple[frozenset[str], frozenset[str]]] = {
    Verb.IDENTIFY: (frozenset(), frozenset()),
    Verb.FORMATS: (frozenset(), frozenset({"identifier"})),
    Verb.SETS: (frozenset(), frozenset()),
    Verb.RECORD: (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    Verb.IDENTIFIERS: (
        frozenset({"metadataPrefix"}),
        frozenset({"from", "until", "set"}),
    ),
    Verb.RECORDS: (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}
_RESUMABLE = frozenset({Verb.SETS, Verb.IDENTIFIERS, Verb.RECORDS})
TOKEN = "resumptionToken"  # noqa: S105 - the name of the argument
#: What is longer was not made by anybody who means it.
_LONGEST = 2000
#: What the protocol's schema allows in a prefix and in a part of a set's name.
_NAME = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")
_SET = re.compile(rf"{_NAME.pattern}(:{_NAME.pattern})*")
#: No address has these; XML could not carry some of them back.
_NO_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f<>\"{}|\\^`\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Asked:
    """A request without a fault. ``arguments`` are sent back as they came."""

    verb: Verb
    arguments: Mapping[str, str] = field(default_factory=dict)
    span: Span = field(default_factory=Span)

    @property
    def prefix(self) -> str:
        return self.arguments.get("metadataPrefix", "")

    @property
    def identifier(self) -> str:
        return self.arguments.get("identifier", "")

    @property
    def set_name(self) -> str:
        return self.arguments.get("set", "")

    @property
    def token(self) -> str:
        return self.arguments.get(TOKEN, "")


def read_request(pairs: Iterable[tuple[str, str]]) -> Asked:
    """What the name-value pairs of a request ask for; OaiFault with the reason."""
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given:
            code = Fault.BAD_VERB if name == "verb" else Fault.BAD_ARGUMENT
            raise OaiFault(code, "An argument is there twice.")
        given[name] = value
    verb = _verb_of(given.pop("verb", ""))
    if any(len(value) > _LONGEST for value in given.values()):
        raise _bad("An argument is too long.")
    if given.get(TOKEN) is not None and verb in _RESUMABLE:
        if len(given) > 1:
            raise _bad("A resumptionToken stands alone beside the verb.")
        return Asked(verb, given)
    _require_known(verb, given)
    _require_forms(given)
    span = read_span(given.get("from", ""), given.get("until", ""))
    return Asked(verb, given, span)


def _verb_of(text: str) -> Verb:
    try:
        return Verb(text)
    except ValueError:
        known = ", ".join(Verb)
        raise OaiFault(Fault.BAD_VERB, f"The verb must be one of {known}.") from None


def _require_known(verb: Verb, given: Mapping[str, str]) -> None:
    needed, allowed = _RULES[verb]
    if missing := needed - set(given):
        raise _bad(f"{verb} needs {' and '.join(sorted(missing))}.")
    if set(given) - needed - allowed:
        can_have = ", ".join(sorted(needed | allowed)) or "no argument"
        raise _bad(f"{verb} takes {can_have}.")
    if empty := [name for name, value in given.items() if not value]:
        raise _bad(f"{empty[0]} is empty.")


def is_prefix(text: str) -> bool:
    return bool(_NAME.fullmatch(text))


def is_set(text: str) -> bool:
    return bool(_SET.fullmatch(text))


def _require_forms(given: Mapping[str, str]) -> None:
    if "metadataPrefix" in given and not is_prefix(given["metadataPrefix"]):
        raise _bad("metadataPrefix has letters that no prefix has.")
    if "set" in given and not is_set(given["set"]):
        raise _bad("set has letters that no name of a set has.")
    if "identifier" in given and _NO_ADDRESS.search(given["identifier"]):
        raise _bad("identifier has letters that no address has.")


def _bad(sentence: str) -> OaiFault:
    return OaiFault(Fault.BAD_ARGUMENT, sentence)
