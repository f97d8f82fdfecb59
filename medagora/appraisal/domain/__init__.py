"""Pure rules of judging a page; no Django, network, clock, dice or disk.

``read_page`` is the whole engine: bytes, headers, address and today's date in,
findings out. It is loaded when somebody asks for it, for it needs parsers that
processes which only show findings shall not carry.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from medagora.appraisal.domain.whole import Knowing, PageReading, read_page

__all__ = ["Knowing", "PageReading", "read_page"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("medagora.appraisal.domain.whole"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
