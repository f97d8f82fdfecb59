"""Looking a number up where the public may: NPPES and ORCID's public records."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from medagora.web import http
from medagora.web.http import Limits

NPPES = "https://npiregistry.cms.hhs.gov"
ORCID = "https://pub.orcid.org"
_LIMITS = Limits(
    seconds=15,
    redirects=2,
    body_bytes=2 * http.MEGABYTE,
    types=("application/json", "application/orcid+json", "application/vnd.orcid+json"),
)
_MOST_DETAILS = 6


@dataclass(frozen=True)
class Record:
    """What a register says of a number.

    ``lookup``: "found", "not_found", "failed" (ask again another day) or "off".
    ``details`` are the register's own words: field, state, employer.
    """

    lookup: str
    given: str = ""
    family: str = ""
    details: tuple[str, ...] = ()

    def as_findings(self) -> dict[str, Any]:
        return {**asdict(self), "details": list(self.details)}


OFF = Record("off")
FAILED = Record("failed")
NOT_FOUND = Record("not_found")


class Lookup(Protocol):
    """Somebody who can look a tidied number up in a register; never raises."""

    def look_up(self, register: str, number: str) -> Record: ...


class NoLookup:
    """For sites whose operator has not switched look-ups on."""

    def look_up(self, register: str, number: str) -> Record:
        return OFF


class PublicLookup:
    """The real one. Registers without a public interface answer "off"."""

    def __init__(
        self,
        *,
        nppes: str = NPPES,
        orcid: str = ORCID,
        policy: http.AddressPolicy = http.is_public,
    ) -> None:
        self._nppes, self._orcid, self._policy = nppes, orcid, policy

    def look_up(self, register: str, number: str) -> Record:
        """ORCID answers 404, 409 or 410 for records that are not there, locked or
        given up."""
        if register == "npi":
            words = urlencode({"version": "2.1", "number": number})
            return self._ask(f"{self._nppes}/api/?{words}", read_nppes)
        if register == "orcid":
            path = f"{self._orcid}/v3.0/{quote(number)}/record"
            return self._ask(path, read_orcid)
        return OFF

    def _ask(self, address: str, read: Any) -> Record:
        try:
            response = http.fetch_sync(
                address,
                headers={"Accept": "application/json"},
                limits=_LIMITS,
                policy=self._policy,
            )
        except http.FETCH_FAILURES:
            return FAILED
        if response.status in {404, 409, 410}:
            return NOT_FOUND
        if response.status != 200:
            return FAILED
        try:
            found: Record = read(json.loads(response.body))
        except (ValueError, RecursionError):
            return FAILED
        return found


def read_nppes(data: Any) -> Record:
    """The answer of NPPES 2.1: ``{"result_count": 1, "results": [{…}]}``.

    Only people (NPI-1) that are active; organisations have numbers too. It says
    ``{"Errors": […]}`` with status 200 for a number that it does not like.
    """
    results = _get(data, "results")
    if not isinstance(results, list):
        return NOT_FOUND if _get(data, "Errors") else FAILED
    for one in results:
        basic = _get(one, "basic")
        if _get(one, "enumeration_type") != "NPI-1" or _get(basic, "status") != "A":
            continue
        fields = _get(one, "taxonomies")
        details = [_taxonomy(f) for f in fields] if isinstance(fields, list) else []
        words = [_word(_get(basic, "credential")), *details]
        return Record(
            "found",
            _word(_get(basic, "first_name")),
            _word(_get(basic, "last_name")),
            tuple(filter(None, words))[:_MOST_DETAILS],
        )
    return NOT_FOUND


def _taxonomy(field: Any) -> str:
    words = [_word(_get(field, name)) for name in ("desc", "state")]
    return ", ".join(filter(None, words))


def read_orcid(data: Any) -> Record:
    """ORCID's record 3.0: the name, and where somebody says that they work."""
    name = _get(data, "person", "name")
    if not isinstance(name, dict):
        return FAILED if not isinstance(data, dict) else Record("found")
    groups = _get(data, "activities-summary", "employments", "affiliation-group")
    jobs = [_job(group) for group in groups] if isinstance(groups, list) else []
    return Record(
        "found",
        _word(_get(name, "given-names", "value")),
        _word(_get(name, "family-name", "value")),
        tuple(filter(None, jobs))[:_MOST_DETAILS],
    )


def _job(group: Any) -> str:
    summary = _get(group, "summaries", 0, "employment-summary")
    words = [
        _word(_get(summary, "role-title")),
        _word(_get(summary, "organization", "name")),
    ]
    return ", ".join(filter(None, words))


def _get(value: Any, *path: "str | int") -> Any:
    """What lies at the path, or None where the answer has another shape."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _word(value: Any) -> str:
    is_one = isinstance(value, str) and value.isprintable()
    return value.strip()[:120] if is_one else ""
