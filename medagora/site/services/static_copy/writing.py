"""One address of a copy: asked for, made fit, written to its file."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from medagora.kernel import languages as names
from medagora.site.services.rendering import Asker
from medagora.site.services.static_copy.pages import Rewriter, with_main
from medagora.site.services.static_copy.places import Places, file_of
from medagora.site.services.static_copy.static_files import needed_by, read_static

#: The folder of the copy's search.
INDEX = "search-index"
#: A page about something that was retired is a page too.
_FINE = {200, 410}


@dataclass(frozen=True)
class Order:
    """What all pages of one copy have in common."""

    folder: Path
    codes: tuple[str, ...]
    index_languages: tuple[str, ...]


@dataclass(frozen=True)
class Copied:
    """What became of an address."""

    address: str
    is_absent: bool = False
    is_page: bool = False
    size: int = 0
    leads_to: frozenset[str] = field(default_factory=frozenset)


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


class Writer:
    """Copies addresses; each process that helps has one."""

    def __init__(self, order: Order) -> None:
        site_url = settings.CONFIG.site_url.rstrip("/")
        self._order = order
        self._places = Places(order.codes, site_url)
        self._asker = Asker(site_url)

    def copy(self, address: str, absent: Collection[str] = ()) -> Copied:
        """Writes the file of the address, without links to what is absent."""
        if address.startswith(settings.STATIC_URL):
            return self._copy_static(address)
        answer = self._asker.ask(address)
        if answer.status not in _FINE:
            return Copied(address, is_absent=True)
        if not answer.is_page:
            return self._written(address, answer.body)
        body = answer.body
        if address.endswith("/search/"):
            body = with_main(body, self._search_form(address))
        rewriter = Rewriter(self._places, lambda target: target not in absent)
        page = rewriter.rewrite(body, address)
        put(self._order.folder / file_of(address), page.text)
        leads_to = frozenset(page.leads_to)
        return Copied(address, False, True, len(page.text), leads_to)

    def _copy_static(self, address: str) -> Copied:
        content = read_static(address)
        if content is None:
            return Copied(address, is_absent=True)
        return self._written(address, content, frozenset(needed_by(address, content)))

    def _written(
        self, address: str, content: bytes, leads_to: frozenset[str] = frozenset()
    ) -> Copied:
        put(self._order.folder / file_of(address), content)
        return Copied(address, size=len(content), leads_to=leads_to)

    def _search_form(self, address: str) -> str:
        code = address.split("/")[1]
        with translation.override(code):
            choices = [
                (found, names.name_in(found, code))
                for found in self._order.index_languages
            ]
            context = {
                "language": code,
                "address": address,
                "choices": sorted(choices, key=lambda pair: pair[1].casefold()),
                "index": f"../../{INDEX}/",
            }
            return render_to_string("site/_static_search.html", context)
