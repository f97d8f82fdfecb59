"""What a CDS Hooks request says of a patient's conditions, and in which language.

The request is a stranger's JSON of any shape: what is not as the standard says is
passed over, and everything is bounded. Of the patient nothing is read but the codes
of conditions that are not over, and the language that they speak. R4, and the plain
strings for states that DSTU2 and STU3 had.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from medagora.api.domain.fhir.parts import clean
from medagora.api.domain.fhir.refusals import BadValue, DataMissing

#: Of one request; a record with more is no list of problems.
MOST_CONDITIONS, MOST_CODINGS = 200, 10
LONGEST_CODE, LONGEST_NAME = 40, 160
#: http://terminology.hl7.org/CodeSystem/condition-clinical: those that are over.
_OVER = {"inactive", "remission", "resolved"}
#: http://terminology.hl7.org/CodeSystem/condition-ver-status: those that are not.
_UNTRUE = {"refuted", "entered-in-error"}
_ABATEMENTS = ("DateTime", "Age", "Period", "Range", "String", "Boolean")


@dataclass(frozen=True)
class Problem:
    """One condition: (system, code) pairs, the user's own choice first, and names."""

    codes: tuple[tuple[str, str], ...]
    names: tuple[str, ...]


def list_problems(prefetch: Any) -> list[Problem]:
    """The problems in ``prefetch.conditions``; DataMissing when the client could not
    get it. ``null`` means that the patient has none (CDS Hooks 2.0, prefetch)."""
    if not isinstance(prefetch, dict) or "conditions" not in prefetch:
        raise _missing()
    bundle = prefetch["conditions"]
    if bundle is None:
        return []
    kind = bundle.get("resourceType") if isinstance(bundle, dict) else None
    if kind == "OperationOutcome":
        raise _missing()
    if kind != "Bundle":
        raise BadValue(
            "prefetch.conditions must be a Bundle of Condition resources.",
            field="prefetch.conditions",
        )
    found = (_problem(one) for one in _of_type(bundle, "Condition"))
    return [problem for problem in found if problem]


def _missing() -> DataMissing:
    return DataMissing(
        "prefetch.conditions is needed: this service asks no record system itself.",
        field="prefetch.conditions",
    )


def language_of(prefetch: Any) -> str:
    """The language that the patient prefers, as a BCP 47 tag; empty: not said."""
    resource = prefetch.get("patient") if isinstance(prefetch, dict) else None
    if _kind(resource) == "Bundle":
        resource = next(_of_type(resource, "Patient"), None)
    if _kind(resource) != "Patient":
        return ""
    spoken = [one for one in _rows(resource, "communication") if _tag(one)]
    preferred = [one for one in spoken if one.get("preferred") is True]
    return _tag((preferred or spoken)[0]) if spoken else ""


def _tag(communication: dict[str, Any]) -> str:
    language = communication.get("language")
    return next(iter(_codes_of(language)), ("", ""))[1]


def _problem(condition: dict[str, Any]) -> Problem | None:
    if _is_over(condition) or _states(condition, "verificationStatus") & _UNTRUE:
        return None
    code = condition.get("code")
    names = dict.fromkeys(_names_of(code))
    codes = dict.fromkeys(_codes_of(code))
    return Problem(tuple(codes), tuple(names)) if codes or names else None


def _is_over(condition: dict[str, Any]) -> bool:
    """A state decides; where none is said, the end of the condition."""
    states = _states(condition, "clinicalStatus")
    if states:
        return bool(states & _OVER)
    ends = (condition.get(f"abatement{kind}") for kind in _ABATEMENTS)
    return any(end not in (None, False) for end in ends)


def _states(condition: dict[str, Any], name: str) -> set[str]:
    state = condition.get(name)
    if isinstance(state, str):
        return {state.strip().lower()}
    return {code.lower() for _system, code in _codes_of(state)}


def _codes_of(concept: Any) -> Iterator[tuple[str, str]]:
    for coding in _codings(concept):
        code, system = coding.get("code"), coding.get("system")
        if isinstance(code, str) and 0 < len(clean(code)) <= LONGEST_CODE:
            yield (clean(system) if isinstance(system, str) else ""), clean(code)


def _names_of(concept: Any) -> Iterator[str]:
    text = concept.get("text") if isinstance(concept, dict) else None
    displays: Iterable[Any] = (one.get("display") for one in _codings(concept))
    for name in (text, *displays):
        if isinstance(name, str) and 0 < len(clean(name)) <= LONGEST_NAME:
            yield clean(name)


def _codings(concept: Any) -> list[dict[str, Any]]:
    rows = _rows(concept, "coding")[:MOST_CODINGS]
    return sorted(rows, key=lambda coding: coding.get("userSelected") is not True)


def _of_type(bundle: Any, kind: str) -> Iterator[dict[str, Any]]:
    for entry in _rows(bundle, "entry")[:MOST_CONDITIONS]:
        resource = entry.get("resource")
        if isinstance(resource, dict) and _kind(resource) == kind:
            yield resource


def _kind(resource: Any) -> Any:
    return resource.get("resourceType") if isinstance(resource, dict) else None


def _rows(parent: Any, name: str) -> list[dict[str, Any]]:
    rows = parent.get(name) if isinstance(parent, dict) else None
    return (
        [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    )
