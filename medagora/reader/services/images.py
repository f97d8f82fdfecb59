"""Pictures through us: a source never learns who reads, and nobody can have us fetch
an address that does not stand in an entry.

A picture that is not in the folder is fetched beside the web server's own threads.
Only few requests wait for theirs, and not for long: a slow server of pictures must
not keep pages from others. Whoever cannot wait asks again.
"""

import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from medagora.kernel.refusals import NotFound, Unavailable
from medagora.reader.domain.identity import number_of
from medagora.reader.domain.pictures import picture_type
from medagora.reader.domain.showing import is_web_address
from medagora.reader.gateways.images import (
    PICTURE_FAILURES,
    PictureFolder,
    PictureSource,
    WebPictures,
)
from medagora.web.http import MEGABYTE

#: Pictures fetched at the same time by one process, and those that wait for it.
AT_ONCE = 8
MOST_WAITING = 200
#: Requests of one process that wait for a picture, of its four threads.
WAITERS = 2
PATIENCE = 1.5
#: A server that failed is not asked for the same picture again for so long.
_FAILED_SECONDS = 10 * 60


class NoPicture(NotFound):
    """There is none, or none that we pass on."""

    code = "no_picture"


class BrokenPicture(Unavailable):
    """Its server failed."""

    code, status = "broken_picture", 502


class NotYet(Unavailable):
    """It is being fetched: ask again in a moment."""

    code = "not_yet"


@dataclass(frozen=True)
class Picture:
    body: bytes
    content_type: str


def _signer() -> Signer:
    return Signer(salt="medagora.reader.picture")


def picture_path(address: str) -> str:
    """The address of ours that shows a picture; the same each time, so that browsers
    keep it. Empty for what is no address of the web."""
    if not is_web_address(address):
        return ""
    return reverse("reader-image", args=[_signer().sign_object(address, compress=True)])


def _address_in(token: str) -> str:
    try:
        address = _signer().unsign_object(token)
    except (BadSignature, ValueError):
        raise NoPicture("There is no such picture.") from None
    return str(address)


class PictureDesk:
    """Where the web process asks for pictures."""

    def __init__(
        self, source: PictureSource, folder: PictureFolder, patience: float = PATIENCE
    ) -> None:
        self._source = source
        self._folder = folder
        self._patience = patience
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="pictures")
        self._fetches: dict[str, Future[bytes]] = {}
        self._lock = threading.Lock()
        self._waiters = threading.BoundedSemaphore(WAITERS)

    def get(self, token: str) -> Picture:
        """The picture behind one of our addresses; NoPicture, BrokenPicture, NotYet."""
        address = _address_in(token)
        body = self._folder.find(address)
        if body is None:
            body = self._fetched(address)
        found = picture_type(body)
        if not found:
            raise NoPicture("There is no such picture.")
        return Picture(body, found)

    def close(self) -> None:
        """Waits for what was begun."""
        self._threads.shutdown(wait=True)

    def _fetched(self, address: str) -> bytes:
        if not settings.CONFIG.outside:
            raise NoPicture("This site does not visit other sites.")
        if cache.get(_failed_key(address)):
            raise BrokenPicture("The picture could not be fetched.")
        fetch = self._begin(address)
        self._wait_a_little(fetch)
        try:
            return fetch.result(timeout=0)
        except TimeoutError:
            raise NotYet("The picture is on its way.") from None
        except PICTURE_FAILURES:
            raise BrokenPicture("The picture could not be fetched.") from None

    def _begin(self, address: str) -> "Future[bytes]":
        """The fetch of this picture, begun now or by somebody else before."""
        with self._lock:
            if found := self._fetches.get(address):
                return found
            if len(self._fetches) >= MOST_WAITING:
                raise NotYet("Many pictures are on their way.")
            fetch = self._threads.submit(self._fetch, address)
            self._fetches[address] = fetch
        fetch.add_done_callback(lambda _done: self._fetches.pop(address, None))
        return fetch

    def _fetch(self, address: str) -> bytes:
        try:
            body = self._source.fetch(address)
        except PICTURE_FAILURES:
            cache.set(_failed_key(address), True, _FAILED_SECONDS)
            raise
        self._folder.keep(address, body)
        return body

    def _wait_a_little(self, fetch: "Future[bytes]") -> None:
        """Unless too many requests are waiting already."""
        if self._waiters.acquire(blocking=False):
            try:
                wait([fetch], timeout=self._patience)
            finally:
                self._waiters.release()


def _failed_key(address: str) -> str:
    return f"picture-failed:{number_of(address)}"


@lru_cache(maxsize=1)
def folder() -> PictureFolder:
    most = settings.CONFIG.image_cache_mb * MEGABYTE
    return PictureFolder(settings.MEDIA_ROOT / "images", most)


@lru_cache(maxsize=1)
def desk() -> PictureDesk:
    """The one of this process."""
    return PictureDesk(WebPictures(), folder())
