"""The tabs of the desk; rooms above show them on pages of their own."""

from datetime import date
from typing import TYPE_CHECKING, Any

from medagora.curation import access
from medagora.curation.queries import desk
from medagora.web import menu

if TYPE_CHECKING:
    from medagora.people.models import Person


def tabs_for(person: "Person", tab: str, *, on: date) -> dict[str, Any]:
    """What ``curation/desk_base.html`` needs: a few counts and what they may do.

    ``tab`` is the present one: a word of ``_desk_tabs.html``, or the name of a page
    that was added with ``menu.add_page(…, place="desk")``.
    """
    return {
        "tab": tab,
        "waiting": desk.count_waiting(person, on=on),
        "can_review": access.can_review(person),
        "can_retire": access.can_retire(person),
        "can_handle": access.can_handle_reports(person),
        "can_import": access.can_import(person),
        "further_tabs": menu.list_pages(person, "desk"),
    }
