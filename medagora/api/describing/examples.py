"""An example of every operation: what was asked, sent and answered, from a real site.

They are shortened where they were long; a test holds each against its schema.
"""

import json
from importlib.resources import files
from typing import Any

EXAMPLES: dict[str, dict[str, Any]] = json.loads(
    files("medagora.api.describing").joinpath("examples.json").read_text("utf-8")
)
