"""What the worker does for the page of an entry."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.reader.services import full_text, images
from medagora.web.tasks import every


@task(priority=10)  # somebody looks at a page that waits for it
def read_whole_page(entry_id: str) -> None:
    """Fetches the page behind one entry."""
    _read([int(entry_id)])


@every(timedelta(minutes=3))
@task()
def read_wanted_pages() -> None:
    """Fetches the pages behind new entries of sources that are wanted whole."""
    if wanted := full_text.list_wanted(timezone.now()):
        _read(wanted)


@every(timedelta(hours=6))
@task()
def tidy_pictures() -> None:
    """Lets pictures go that nobody looked at for long, when there are too many."""
    images.folder().tidy()


def _read(entry_ids: list[int]) -> None:
    # the finder of articles loads only with the first page that is read
    from medagora.reader.gateways.full_text import WebArticles  # noqa: PLC0415 - see above

    full_text.read_whole_pages(entry_ids, reader=WebArticles(), at=timezone.now())
