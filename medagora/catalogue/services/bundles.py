"""Writes about bundles. Who may choose is decided in ``curation``, done here."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from medagora.catalogue.models import BundleItem, Resource
from medagora.catalogue.queries.bundles import with_feeds
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput, Conflict, NotFound
from medagora.topics import queries as topics

#: A page with more sources than this is nobody's choice.
MOST_ITEMS = 100


@transaction.atomic
def set_bundle(slug: str, language: str, uids: Sequence[str]) -> list[str]:
    """Makes these resources the bundle of a topic in a language, in this order; none
    gives the choice up. Gives the uids as they are stored, each once.

    Only ``curation`` calls this. BadInput for a resource that is not published, does
    not speak the language or has no feed.
    """
    topic_id = topics.ids_by_slug([slug]).get(slug)
    if topic_id is None:
        raise NotFound("There is no topic %(slug)s.", slug=slug)
    if not languages.is_known(language):
        raise BadInput("“%(code)s” is not a language we know.", code=language)
    wanted = list(dict.fromkeys(uids))
    if len(wanted) > MOST_ITEMS:
        raise Conflict("A bundle holds 100 resources at most.")
    ids = dict(Resource.objects.filter(uid__in=wanted).values_list("uid", "pk"))
    usable = with_feeds(ids.values(), language)
    for uid in wanted:
        if ids.get(uid) not in usable:
            raise BadInput(
                "Only published resources that speak the language and have a feed can "
                "stand in a bundle; %(uid)s does not.",
                uid=uid,
            )
    try:
        with transaction.atomic():
            _replace(topic_id, language, [ids[uid] for uid in wanted])
    except IntegrityError:
        raise Conflict(
            "Somebody else changed it at the same moment. Look again."
        ) from None
    return wanted


def _replace(topic_id: int, language: str, ids: Sequence[int]) -> None:
    BundleItem.objects.filter(topic=topic_id, language=language).delete()
    BundleItem.objects.bulk_create(
        BundleItem(topic_id=topic_id, language=language, resource_id=pk, position=place)
        for place, pk in enumerate(ids, start=1)
    )
