"""A site with something of everything, and its ids in the place of random ones."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from schemathesis.config import SchemathesisConfig

from medagora.api.domain.scopes import Scope
from medagora.api.services import keys
from medagora.curation import access
from medagora.curation.services import suggesting

#: 422 also where a schema can say no more: which languages, topics and cursors there
#: are. Keys are given by the test.
CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"with-security-parameters": False},
        "checks": {
            "positive_data_acceptance": {
                "expected-statuses": ["2xx", "401", "403", "404", "409", "422", "429"]
            }
        },
    }
)


@dataclass
class Filled:
    """``ids``: what stands in an address, by the parameter's name."""

    secret: str
    ids: dict[str, Any]
    asked: int = field(default=0)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}

    def put_into(self, case: Any) -> None:
        """Every second question is about something that is there."""
        self.asked += 1
        parameters = case.path_parameters or {}
        if self.asked % 2:
            for name in set(parameters) & set(self.ids):
                parameters[name] = self.ids[name]


def fill(make_topic: Any, make_resource: Any, make_person: Any) -> Filled:
    make_topic("asthma")
    resource = make_resource(topics=("asthma",))
    person = make_person("Otto", role="operator")
    _row, secret = keys.make_key(
        "tests", list(Scope), days=30, by=person, at=timezone.now()
    )
    suggestion = suggesting.suggest(
        "https://new.example.org/", by=person, at=timezone.now()
    )
    return Filled(
        secret,
        {
            "slug": "asthma",
            "uid": resource.uid,
            "key": "discern",
            "pseudonym": person.pseudonym,
            "token": access.sign(suggestion),
            "number": suggestion.pk,
        },
    )
