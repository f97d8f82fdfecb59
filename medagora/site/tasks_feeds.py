"""News that feeds show, for the hub."""

from django_tasks import task

from medagora.site import telling
from medagora.web.hub.telling import note_change


@task()
def resource_feeds_changed(uid: str) -> None:
    note_change(telling.feeds_of_resource(uid))


@task()
def all_feeds_changed(_what: str) -> None:
    note_change(telling.feeds_of_everything())


@task()
def collection_feeds_changed(uid: str) -> None:
    note_change(telling.feeds_of_collection(uid))


@task()
def question_feeds_changed(_uid: str) -> None:
    note_change(telling.feeds_of_questions())
