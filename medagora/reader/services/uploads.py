"""A file that was brought along, kept between the look at it and the yes to it.

One for each person, in the site's own file storage, for a day at most.
"""

from datetime import datetime, timedelta
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.crypto import salted_hmac

from medagora.kernel.refusals import BadInput, NotFound
from medagora.kernel.text import tidy
from medagora.reader.services.taking_files import MEGABYTE, MOST_BYTES

FOLDER = "reader-imports"
KEPT_FOR = timedelta(days=1)
_BREAK = b"\n"


def keep_upload(person_id: int, file: IO[bytes], name: str) -> None:
    """Keeps a file for a person; the one before it goes."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise BadInput(
            "The file has more than %(most)s MB.", most=MOST_BYTES // MEGABYTE
        )
    if not data:
        raise BadInput("The file is empty.")
    drop_upload(person_id)
    head = tidy(name, limit=100).encode("utf-8", "replace")
    default_storage.save(_path(person_id), ContentFile(head + _BREAK + data))


def get_upload(person_id: int) -> tuple[bytes, str]:
    """The bytes and the name of the file, or NotFound."""
    try:
        with default_storage.open(_path(person_id)) as file:
            head, _break, data = file.read().partition(_BREAK)
    except FileNotFoundError:
        raise NotFound(
            "There is no file of yours here any more. Choose it again."
        ) from None
    return data, head.decode("utf-8", "replace")


def drop_upload(person_id: int) -> None:
    """Also when a person leaves: nothing of theirs stays."""
    default_storage.delete(_path(person_id))


def forget_old_uploads(now: datetime) -> int:
    """Drops what nobody said yes to for a day; gives how many."""
    if not default_storage.exists(FOLDER):
        return 0
    count = 0
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if default_storage.get_modified_time(path) < now - KEPT_FOR:
            default_storage.delete(path)
            count += 1
    return count


def _path(person_id: int) -> str:
    """A name that tells nobody whose file it is."""
    return f"{FOLDER}/{salted_hmac('reader.upload', str(person_id)).hexdigest()[:40]}"
