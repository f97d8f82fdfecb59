"""Papers that show a role: kept on the disk for a short time, read by few.

They lie in the home, outside everything that is served or backed up.
"""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

#: The first bytes of what is taken; what a browser says of a file proves nothing.
_SIGNS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
MOST_BYTES = 5 * 2**20


def folder() -> Path:
    return Path(settings.HOME) / "hat-documents"


def media_type_of(content: bytes) -> str:
    """The type, or "" for anything but PDF, JPEG and PNG."""
    return next((t for sign, t in _SIGNS.items() if content.startswith(sign)), "")


def write(uid: str, content: bytes) -> None:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder() / uid
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(content)


def read(uid: str) -> bytes | None:
    """None when it is gone already."""
    try:
        return (folder() / uid).read_bytes()
    except FileNotFoundError:
        return None


def delete(uids: Iterable[str]) -> None:
    for uid in uids:
        (folder() / uid).unlink(missing_ok=True)


def stored() -> list[tuple[str, float]]:
    """Names on the disk, with the time of writing in seconds since 1970."""
    if not folder().is_dir():
        return []
    return [(path.name, path.stat().st_mtime) for path in folder().iterdir()]
