"""Pictures of entries: fetched from their servers, and kept in a folder."""

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from medagora.reader.domain.pictures import picture_type
from medagora.web import http
from medagora.web.http import Limits

PICTURE_LIMITS = Limits(
    seconds=8,
    redirects=5,
    body_bytes=5 * http.MEGABYTE,
    types=("image/", "application/octet-stream", "binary/octet-stream"),
)
#: What we can pass on, so that a server which can choose sends one of these.
_HEADERS = {"Accept": "image/avif,image/webp,image/png,image/jpeg,image/gif"}


class NotAPicture(http.FetchFailure):
    """It answered, but not with a picture that we pass on."""

    code = "not_a_picture"


#: Everything that ``PictureSource.fetch`` raises.
PICTURE_FAILURES = (NotAPicture, *http.FETCH_FAILURES)


class PictureSource(Protocol):
    """Fetches one picture from wherever it is."""

    def fetch(self, address: str) -> bytes:
        """The bytes of a picture, or one of PICTURE_FAILURES."""


class WebPictures:
    """The real one. No cookie, no referrer: nobody learns who reads."""

    def __init__(self, policy: http.AddressPolicy = http.is_public) -> None:
        self._policy = policy

    def fetch(self, address: str) -> bytes:
        response = http.fetch_sync(
            address, headers=_HEADERS, limits=PICTURE_LIMITS, policy=self._policy
        )
        if response.status != 200:
            raise NotAPicture(response.address, str(response.status))
        if not picture_type(response.body):
            raise NotAPicture(response.address, response.content_type)
        return response.body


#: A picture's file is touched when it is shown, but not more often than this.
_TOUCH_SECONDS = 3600


class PictureFolder:
    """A bounded folder of pictures by their addresses; the least shown go first.

    Losing a file costs one fetch, so every failure of the disk counts as "not there".
    """

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._written = 0

    def find(self, address: str) -> bytes | None:
        path = self._path_of(address)
        try:
            body = path.read_bytes()
            if time.time() - path.stat().st_mtime > _TOUCH_SECONDS:
                os.utime(path)
        except OSError:
            return None
        return body

    def keep(self, address: str, body: bytes) -> None:
        if len(body) > self._most_bytes:
            return
        path = self._path_of(address)
        # a name of its own for each writer, and the picture appears whole or not
        part = path.with_suffix(f".{os.getpid()}-{time.monotonic_ns()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(body)
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            return
        self._written += len(body)
        if self._written > self._most_bytes // 10:
            self.tidy()

    def tidy(self) -> int:
        """Lets the least shown go until the folder fits; gives how many went."""
        self._written = 0
        found = sorted(self._files(), reverse=True)
        room, gone = self._most_bytes, 0
        for _shown_at, size, path in found:
            room -= size
            if room < 0:
                with suppress(OSError):
                    path.unlink()
                    gone += 1
        return gone

    def _files(self) -> list[tuple[float, int, Path]]:
        """When each was last shown, and its size; also what a writer left half done."""
        found = []
        for path in self._folder.glob("*/*"):
            with suppress(OSError):
                about = path.stat()
                found.append((about.st_mtime, about.st_size, path))
        return found

    def _path_of(self, address: str) -> Path:
        name = hashlib.sha256(address.encode()).hexdigest()
        return self._folder / name[:2] / name
