"""What took the place of a retired resource, as its curators said."""

from collections.abc import Iterable

from medagora.catalogue.domain.words import State
from medagora.catalogue.models import Resource

#: A successor may be retired in its turn; nobody follows further than this.
_MOST_STEPS = 8


def find_successor(resource: Resource) -> Resource | None:
    """The published resource at the end of the way, if there is one."""
    if resource.successor_id is None:
        return None
    pk = successor_ids([resource.pk]).get(resource.pk)
    return Resource.objects.filter(pk=pk).first() if pk else None


def successor_ids(ids: Iterable[int]) -> dict[int, int]:
    """For each of these that is retired, what is published in its place; most have
    none. One query for each step of the longest way."""
    ends = {pk: pk for pk in ids}
    found: dict[int, int] = {}
    for _step in range(_MOST_STEPS):
        rows = Resource.objects.filter(pk__in=set(ends.values()))
        states = rows.values_list("pk", "state", "successor_id")
        here = {pk: (state, further) for pk, state, further in states}
        ways: dict[int, int] = {}
        for start, end in ends.items():
            state, further = here.get(end, ("", None))
            if state == State.PUBLISHED and end != start:
                found[start] = end
            elif state == State.RETIRED and further:
                ways[start] = further
        if not ways:
            break
        ends = ways
    return found


def list_replaced(ids: Iterable[int]) -> dict[int, list[str]]:
    """The public ids of the retired ones whose place each of these took."""
    rows = Resource.objects.filter(successor__in=set(ids)).order_by("pk")
    found: dict[int, list[str]] = {}
    for pk, uid, state in rows.values_list("successor_id", "uid", "state"):
        if pk is not None and state == State.RETIRED:
            found.setdefault(pk, []).append(uid)
    return found
