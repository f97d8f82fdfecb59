"""The privacy guard's question, as a test answers it."""

import re


def tick_in(html: str) -> str:
    """The value of the box that confirms what the guard saw on the page."""
    found = re.search(r'identifies_nobody" value="([^"]+)"', html)
    assert found, "the guard asked nothing"
    return found[1]
