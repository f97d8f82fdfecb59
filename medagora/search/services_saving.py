"""A search that somebody saves: an alert of the reader, which watches what arrives."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.kernel.text import tidy
from medagora.reader.domain.words import Frequency
from medagora.reader.queries import watching as alerts
from medagora.reader.queries.digests import find_digest
from medagora.reader.services import watching
from medagora.reader.services.feeds import sort_of_kind
from medagora.reader.services.watching import AlertDraft
from medagora.search.domain.librarian.for_alerts import alert_query
from medagora.search.domain.requests import SearchRequest

if TYPE_CHECKING:
    from medagora.people.models import Person


@dataclass(frozen=True)
class SavedSearch:
    """The alert that a search became."""

    alert_id: int
    query: str
    #: False for one that the person had already; it watches again if it rested.
    is_new: bool
    #: Whether the person gets a digest, in which its finds come.
    is_mailed: bool


@transaction.atomic
def save_search(person: "Person", request: SearchRequest) -> SavedSearch:
    """Watches for what the search finds, from now on, in all sources of this site.

    It begins no mails: whoever gets none finds its finds on their page. BadInput for
    what an alert cannot hold, Conflict for one alert too many.
    """
    query = alert_query(request, sort_of_kind)
    own = alerts.list_alerts(person).filter(query=query, only_followed=False).first()
    if own is not None:
        watching.switch_alert(own, is_on=True)
    draft = AlertDraft(query, name=tidy(request.text), frequency=Frequency.DAILY)
    alert = own or watching.add_alert(person, draft)
    digest = find_digest(person)
    is_mailed = digest is not None and digest.frequency != Frequency.OFF
    return SavedSearch(alert.pk, query, is_new=own is None, is_mailed=is_mailed)
