"""What a reader chooses their page from: topics, languages, audience."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from medagora.kernel import languages
from medagora.reader.domain.device import MOST_LANGUAGES, MOST_TOPICS

AUDIENCES = ("both", "patients", "professionals")


@dataclass(frozen=True)
class Choice:
    """A choice as a form sends it; words that mean nothing are left out.

    It has no faults to point at, as everything is ticked: so it is no Django form.
    """

    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    audience: str = "both"

    @classmethod
    def from_params(cls, params: QueryDict, *, known: "set[str] | Any") -> "Choice":
        """``known``: the slugs that there are."""
        topics = [slug for slug in params.getlist("topic") if slug in known]
        spoken = [code for code in params.getlist("language") if is_language(code)]
        audience = params.get("audience", "")
        return cls(
            topics=tuple(dict.fromkeys(topics))[:MOST_TOPICS],
            languages=tuple(dict.fromkeys(spoken))[:MOST_LANGUAGES],
            audience=audience if audience in AUDIENCES else "both",
        )


def is_language(code: str) -> bool:
    return languages.primary(code) == code and languages.is_known(code)
