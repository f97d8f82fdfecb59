"""Which of our addresses are public feeds, how the hub reads one, and which feeds a
change is sure to touch."""

from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from medagora.catalogue import queries as catalogue
from medagora.kernel.languages import FINISHED
from medagora.kernel.refusals import NotFound
from medagora.site.services.rendering import Asker
from medagora.topics import queries as topics
from medagora.web.hub.lending import Content
from medagora.web.links import absolute

#: Views whose answer is the same for everybody.
_PUBLIC = frozenset(
    {
        "site:new-feed",
        "site:topic-feed",
        "catalogue:collection-feed",
        "community:question-feed",
        "search:feed",
        "log-atom",
        "log-json",
    }
)
FORMS = ("atom", "json")


def is_public_feed(address: str) -> bool:
    """Whether an address of this very site leads to a feed that everybody may read."""
    start = settings.CONFIG.site_url.rstrip("/")
    if not address.startswith(f"{start}/") or address.startswith(f"{start}//"):
        return False
    path = unquote(urlsplit(address[len(start) :]).path)
    # only addresses of the language that is active are known
    with translation.override(translation.get_language_from_path(path) or "en"):
        try:
            return resolve(path).view_name in _PUBLIC
        except Resolver404:
            return False


def read_feed(address: str) -> Content | None:
    """The feed as a stranger gets it now; None for what is no public feed."""
    if not is_public_feed(address):
        return None
    start = settings.CONFIG.site_url.rstrip("/")
    language = translation.get_language()
    try:
        answer = _asker(start).ask(address[len(start) :])
    finally:
        translation.activate(language or "en")
    is_there = answer.status == 200
    return Content(answer.body, answer.content_type) if is_there else None


@cache
def _asker(site_url: str) -> Asker:
    return Asker(site_url)


def feeds_of_resource(uid: str) -> Iterator[str]:
    """What is new, and what is new on its topics, in the languages that it speaks."""
    try:
        resource = catalogue.get_resource(uid)
    except NotFound:
        return
    spoken = [row.language for row in resource.languages.all()]
    slugs = topics.with_ancestors(topic.slug for topic in resource.topics.all())
    for form in FORMS:
        for code in FINISHED:
            if code in spoken:
                yield _address(code, "site:new-feed", form=form)
                for slug in sorted(slugs):
                    yield _address(code, "site:topic-feed", slug=slug, form=form)
        yield absolute(reverse(f"log-{form}"))


def feeds_of_everything() -> Iterator[str]:
    """After an import: what is new in every language."""
    for form in FORMS:
        for code in FINISHED:
            yield _address(code, "site:new-feed", form=form)
        yield absolute(reverse(f"log-{form}"))


def feeds_of_collection(uid: str) -> Iterator[str]:
    for form in FORMS:
        for code in FINISHED:
            yield _address(code, "catalogue:collection-feed", uid=uid, form=form)


def feeds_of_questions() -> Iterator[str]:
    for form in FORMS:
        for code in FINISHED:
            yield _address(code, "community:question-feed", form=form)


def _address(code: str, view: str, **names: str) -> str:
    with translation.override(code):
        return absolute(reverse(view, kwargs=names))
