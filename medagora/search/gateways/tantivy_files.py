"""Whether an index's files are whole: each ends with a checksum of itself.

Tantivy checks a file's last bytes when it opens it, not its content: a damaged one
gives wrong answers or stops the thread. A file is its data, a JSON footer with the
CRC-32 of the data, the footer's length and a magic number.
"""

import json
import struct
import zlib
from pathlib import Path

_MAGIC = 1337
_END = struct.Struct("<II")
_CHUNK = 1 << 20
#: Each segment has one of each; more are allowed ("….12.del").
_PARTS = ("idx", "pos", "term", "store", "fast", "fieldnorm")


def find_damage(folder: Path) -> str:
    """The first file of the index that is missing or changed; empty: all are whole."""
    try:
        meta = json.loads((folder / "meta.json").read_text())
        segments = [entry["segment_id"].replace("-", "") for entry in meta["segments"]]
    except (OSError, ValueError, KeyError, TypeError):
        return "meta.json"
    for segment in segments:
        files = sorted(folder.glob(f"{segment}.*"))
        wanted = {f"{segment}.{part}" for part in _PARTS}
        if missing := wanted - {file.name for file in files}:
            return min(missing)
        for file in files:
            if not _is_whole(file):
                return file.name
    return ""


def _is_whole(path: Path) -> bool:
    try:
        return _claimed(path) == _computed(path)
    except (OSError, ValueError, KeyError, struct.error):
        return False


def _claimed(path: Path) -> tuple[int, int]:
    """The length of the data and its checksum, as the file's end says."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - _END.size, 0))
        length, magic = _END.unpack(file.read(_END.size))
        data = size - _END.size - length
        if magic != _MAGIC or data < 0:
            raise ValueError("no footer")
        file.seek(data)
        footer = json.loads(file.read(length))
    return data, int(footer["crc"])


def _computed(path: Path) -> tuple[int, int]:
    data, _crc = _claimed(path)
    crc, left = 0, data
    with path.open("rb") as file:
        while left and (chunk := file.read(min(left, _CHUNK))):
            crc = zlib.crc32(chunk, crc)
            left -= len(chunk)
    return data - left, crc
