"""What the worker does for conversations."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.community.services import announcing, drafts, filing, pictures
from medagora.web import tasks


@task()
def post_shown(uid: str) -> None:
    announcing.announce_post(uid, at=timezone.now())


@task()
def answer_accepted(uid: str) -> None:
    announcing.announce_acceptance(uid, at=timezone.now())


@task()
def good_word_given(post_and_giver: str) -> None:
    uid, giver = post_and_giver.split()
    announcing.announce_word(uid, int(giver), at=timezone.now())


@task()
def refile_topic(slug: str) -> None:
    filing.refile_topic(slug)


@tasks.every(timedelta(days=1))
@task()
def forget_old_drafts() -> None:
    drafts.forget_old(timezone.now())


@tasks.every(timedelta(hours=1))
@task()
def forget_loose_pictures() -> None:
    pictures.forget_loose(timezone.now())
