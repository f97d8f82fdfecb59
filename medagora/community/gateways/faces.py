"""Where faces are in a picture: a help for whoever blurs, never a promise.

OpenCV's classifier finds faces that look at the camera. It comes with the extra
"faces"; without it people tick the places themselves.
"""

import importlib.util
from pathlib import Path
from typing import Protocol

from medagora.community.gateways.pictures import Box

#: Around what the classifier found, in parts of its size: hair and chin tell too.
MARGIN = 0.25
_MODELS = ("haarcascade_frontalface_alt2.xml", "haarcascade_profileface.xml")


class FaceFinder(Protocol):
    """Finds faces in a picture as it is kept (WebP)."""

    def find(self, data: bytes) -> list[Box]: ...


class OpenCvFaces:
    """Haar cascades of OpenCV 4, whose files are inside its wheel."""

    def find(self, data: bytes) -> list[Box]:
        import cv2  # noqa: PLC0415 - 60 MB of memory, for those who ask
        import numpy as np  # noqa: PLC0415 - comes with it

        grey = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
        if grey is None:
            return []
        least = max(min(grey.shape) // 25, 20)
        found = [
            box
            for name in _MODELS
            for box in cv2.CascadeClassifier(
                str(Path(cv2.__file__).parent / "data" / name)
            ).detectMultiScale(grey, 1.1, 4, minSize=(least, least))
        ]
        return [_with_margin(*map(int, box)) for box in found]


def _with_margin(left: int, top: int, width: int, height: int) -> Box:
    side, above = int(width * MARGIN), int(height * MARGIN)
    return Box(
        max(left - side, 0),
        max(top - above, 0),
        left + width + side,
        top + height + above,
    )


def face_finder() -> FaceFinder | None:
    """None where the extra is not installed."""
    return OpenCvFaces() if importlib.util.find_spec("cv2") else None
