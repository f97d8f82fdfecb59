"""A harvester that others wrote (sickle) takes the whole catalogue over HTTP."""

import warnings
from collections.abc import Callable
from typing import Any

import pytest

from medagora.api.queries import harvest
from medagora.catalogue.models import Resource
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.people.models import Person
from tests.conftest import NOW

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it was written for an older Python
    from sickle import Sickle
    from sickle.oaiexceptions import IdDoesNotExist, NoRecordsMatch


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.django_db(transaction=True)
def test_a_harvester_takes_everything_over(
    live_server: Any,
    make_resource: Callable[..., Resource],
    operator: Person,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
) -> None:
    monkeypatch.setattr(harvest, "PART_SIZE", 3)
    rows = [make_resource(languages=("hu",)) for _number in range(8)]
    publishing.move(rows[0], Move.RETIRE, by=operator, at=NOW)
    library = Sickle(f"{live_server.url}/oai", http_method=method)

    assert library.Identify().deletedRecord == "persistent"
    formats = {one.metadataPrefix for one in library.ListMetadataFormats()}
    specs = {one.setSpec for one in library.ListSets()}
    records = list(library.ListRecords(metadataPrefix="oai_dc", set="language:hu"))
    headers = list(library.ListIdentifiers(metadataPrefix="oai_dc"))

    assert formats == {"oai_dc", "medagora"}
    assert "language:hu" in specs
    gone = f"oai:127.0.0.1:{rows[0].uid}"
    names = {f"oai:127.0.0.1:{row.uid}" for row in rows}
    assert {header.identifier for header in headers} == names
    assert {r.header.identifier for r in records if r.deleted} == {gone}
    titles = {r.metadata["title"][0] for r in records if not r.deleted}
    assert len(titles) == 7
    one = library.GetRecord(
        identifier=records[0].header.identifier, metadataPrefix="medagora"
    )
    assert one.header.identifier == records[0].header.identifier
    with pytest.raises(NoRecordsMatch):
        library.ListRecords(metadataPrefix="oai_dc", **{"from": "2999-01-01"})
    with pytest.raises(IdDoesNotExist):
        library.GetRecord(identifier="oai:127.0.0.1:x", metadataPrefix="oai_dc")
