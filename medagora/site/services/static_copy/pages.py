"""A page made fit for a life without a server."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import cast

from lxml import etree, html

from medagora.site.services.static_copy.places import Places, relative

#: Parts that ask a server something (filters, orders, whom lists are for), and what a
#: browser refuses to a page from a disk: modules, fonts fetched in advance.
_ASKING = (
    "//div[contains(concat(' ', @class, ' '), ' choices-bar ')]"
    "|//nav[contains(concat(' ', @class, ' '), ' audience-switch ')]"
    "|//link[@rel='manifest' or @rel='search' or @rel='preload']"
    "|//meta[@name='htmx-config']"
    "|//script[contains(@src, '/htmx') or @type='module']"
    "|//copy-button"
    "|//*[contains(concat(' ', @class, ' '), ' needs-server ')]"
)
_LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
_LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"))
#: Elements that say nothing once what they held is gone.
_HOLDERS = {"li", "ul", "ol", "nav", "p", "details", "dd", "dt", "div"}


@dataclass
class Page:
    """A page on its way: its text, and the addresses that it leads to."""

    text: bytes
    leads_to: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Rewriter:
    """Rewrites the pages of one copy. ``is_here`` tells addresses that failed."""

    places: Places
    is_here: Callable[[str], bool] = lambda _address: True

    def rewrite(self, source: bytes, address: str) -> Page:
        """The page with relative links, without what needs a server."""
        document = html.document_fromstring(source.decode())
        document.set("data-static", "")
        page = Page(b"")
        for element in _find(document, _ASKING):
            _remove(element)
        self._keep_search_only(document, address, page)
        for tag, attribute in _LINKS:
            for element in list(document.iter(tag)):
                self._relink(element, attribute, address, page)
        for element in document.iter(etree.Element):
            for name in [n for n in element.attrib if str(n).startswith("hx-")]:
                del element.attrib[name]
        page.text = html.tostring(document, doctype="<!doctype html>", encoding="utf-8")
        return page

    def _keep_search_only(
        self, document: html.HtmlElement, address: str, page: Page
    ) -> None:
        """The forms that search lead to the copy's own search; others go."""
        for box in _find(document, "//suggest-box"):
            box.tag = "div"
            box.attrib.pop("src", None)
        for form in _find(document, "//form"):
            target = self.places.address_of(form.get("action", ""), address)
            if target and target.endswith("/search/"):
                page.leads_to.add(target)
                form.set("action", relative(target, address))
            else:
                _remove(form)

    def _relink(
        self, element: html.HtmlElement, attribute: str, address: str, page: Page
    ) -> None:
        link = element.get(attribute)
        if link is None or self.places.is_elsewhere(link, address):
            return
        target = self.places.address_of(link, address)
        if element.get("rel") == "canonical":
            return  # where the page lived stays its name
        if self.places.is_account(link, address):
            _remove(element)  # "Sign in" says nothing where nobody can
            return
        if target is None or not self.is_here(target):
            _unlink(element)
            return
        page.leads_to.add(target)
        fragment = link.partition("#")[2]
        here = relative(target, address)
        element.set(attribute, f"{here}#{fragment}" if fragment else here)


def _find(document: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    return cast("list[html.HtmlElement]", document.xpath(path))


def _unlink(element: html.HtmlElement) -> None:
    """A link that leads nowhere becomes its words; one that was all that its place
    had to say goes with its place."""
    parent = element.getparent()
    if element.tag != "a" or parent is None:
        _remove(element)
        return
    alone = not (parent.text or "").strip() and not (element.tail or "").strip()
    if alone and len(parent) == 1 and parent.tag in _HOLDERS:
        _remove(element)
    else:
        element.drop_tag()


def _remove(element: html.HtmlElement) -> None:
    """Takes an element out, and the holders and headings that are empty without it."""
    for empty in _emptied(element):
        before = empty.getprevious()
        empty.drop_tree()
        if before is not None and before.get("class") == "menu-title":
            before.drop_tree()


def _emptied(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The element and those around it that would hold nothing else."""
    highest, parent = element, element.getparent()
    while parent is not None and parent.tag in _HOLDERS and len(parent) == 1:
        tail = (highest.tail or "").strip()
        if tail or (parent.text or "").strip():
            break
        highest, parent = parent, parent.getparent()
    yield highest


def with_main(source: bytes, inside: str) -> bytes:
    """The page with something else in its main part."""
    document = html.document_fromstring(source.decode())
    (main,) = _find(document, "//main")
    for child in list(main):
        main.remove(child)
    main.text = None
    for part in html.fragment_fromstring(inside, create_parent="div"):
        main.append(part)
    return bytes(html.tostring(document, doctype="<!doctype html>", encoding="utf-8"))


def links_of(source: bytes, file: str) -> set[str]:
    """The files that a copied page links to."""
    here = posixpath.dirname(file)
    return {
        posixpath.normpath(posixpath.join(here, unescape(link).partition("#")[0]))
        for link in _LINK.findall(source.decode())
    }
