"""The engines that are held against each other."""

from collections.abc import Callable
from pathlib import Path

from medagora.search.gateways import SearchEngine
from medagora.search.gateways.tantivy_engine import TantivyEngine
from tests.search.memory_engine import MemoryEngine

#: By name: given an empty folder, an engine that holds nothing yet.
ENGINES: dict[str, Callable[[Path], SearchEngine]] = {
    "memory": lambda _folder: MemoryEngine(),
    "tantivy": lambda folder: TantivyEngine(folder / "search"),
}
#: The one that is plain enough to be believed.
PLAIN = "memory"
