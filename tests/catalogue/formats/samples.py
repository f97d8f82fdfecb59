"""Small files of each format, made for the tests, and how to read them."""

import io
from collections.abc import Iterator
from typing import BinaryIO, TypeVar

from medagora.catalogue.domain.formats.reading import Reading, read
from medagora.catalogue.domain.formats.rows import (
    Format,
    Item,
    Remark,
    ResourceRow,
    Skipped,
)

Row = TypeVar("Row")

MEDLINEPLUS = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE health-topics PUBLIC "-//NLM//DTD health-topics //EN"
    "https://example.org/mplus_topics.dtd">
<health-topics total="3" date-generated="11/20/2026 02:30:00">
  <health-topic title="Asthma" url="https://medlineplus.example/asthma.html"
      id="11" language="English" date-created="01/01/2001"
      meta-desc="Asthma narrows the airways.">
    <also-called>Bronchial Asthma</also-called>
    <see-reference>Airways, Narrow</see-reference>
    <see-reference>Wheezy disease</see-reference>
    <full-summary>&lt;p&gt;Not used.&lt;/p&gt;</full-summary>
    <group url="https://medlineplus.example/lungs.html" id="12">
      Lungs and Breathing
    </group>
    <language-mapped-topic url="https://medlineplus.example/spanish/asthma.html"
        id="12" language="Spanish">Asma</language-mapped-topic>
    <mesh-heading><descriptor id="D001249">Asthma</descriptor></mesh-heading>
    <other-language vernacular-name="español"
        url="https://medlineplus.example/spanish/asthma.html">Spanish</other-language>
    <other-language vernacular-name="magyar"
        url="https://medlineplus.example/languages/asthma.html#hu">
      Hungarian
    </other-language>
    <other-language vernacular-name="?" url="https://medlineplus.example/languages/x">
      Xyzzyish
    </other-language>
    <related-topic url="https://medlineplus.example/copd.html" id="13">
      COPD
    </related-topic>
    <site title="Living with asthma" url="https://lung.example.org/asthma?utm_source=mp">
      <information-category>Start Here</information-category>
      <organization>Lung House</organization>
    </site>
    <site title="Asthma trial results" url="https://journal.example.org/1">
      <information-category>Journal Articles</information-category>
      <organization>Journal of Lungs</organization>
    </site>
    <site title="Lung society" url="https://society.example.org/">
      <information-category>Organizations</information-category>
    </site>
  </health-topic>
  <health-topic title="Asma" url="https://medlineplus.example/spanish/asthma.html"
      id="12" language="Spanish" date-created="01/01/2001">
    <also-called>Asma bronquial</also-called>
    <full-summary>
      &lt;p&gt;El asma es com&amp;uacute;n. Se trata. M&amp;aacute;s.&lt;/p&gt;
    </full-summary>
    <group url="https://medlineplus.example/pulmones.html" id="12">Pulmones</group>
    <language-mapped-topic url="https://medlineplus.example/asthma.html"
        id="11" language="English">Asthma</language-mapped-topic>
    <site title="Vivir con asma" url="https://lung.example.org/asma">
      <information-category>Comience aquí</information-category>
    </site>
  </health-topic>
  <health-topic title="COPD" url="https://medlineplus.example/copd.html"
      id="13" language="English" date-created="01/01/2001">
    <group url="https://medlineplus.example/lungs.html" id="12">
      Lungs and Breathing
    </group>
    <mesh-heading><descriptor id="D029424">COPD</descriptor></mesh-heading>
    <site title="Lung society again" url="http://www.society.example.org">
      <information-category>Organizations</information-category>
    </site>
    <site title="Not on the web" url="mailto:x@example.org"/>
  </health-topic>
</health-topics>
"""

HON = """[
 {"name": "Souffle", "description": "Un site.", "url": "http://souffle.example.org",
  "keywords": ["asthma", "research"], "language": "french, english",
  "platform": "website", "certified": true},
 {"name": "Gone", "description": "", "url": "http://gone.example.org",
  "keywords": [], "language": "", "platform": "website", "certified": false},
 {"name": "", "description": "", "url": "http://nameless.example.org",
  "keywords": [], "language": "german", "platform": "website", "certified": true},
 "odd"
]
"""

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Feeds</title></head>
  <body>
    <outline text="Asthma">
      <outline text="Lung blog" type="rss" xmlUrl="https://lung.example.org/feed"
        htmlUrl="https://lung.example.org/blog/" description="News of lungs"
        language="en-GB" category="/health/breathing,tips"/>
      <outline text="Only a feed" type="rss" xmlUrl="https://x.example.org/rss"/>
      <outline text="Nothing"/>
    </outline>
    <outline text="Elsewhere" type="include" url="https://y.example.org/list.opml"/>
  </body>
</opml>
"""

#: Bare ampersands, HTML in values, quotes in values, an entity that XML lacks.
BAD_OPML = """<?xml version='1.0' encoding='UTF-8' ?>
<opml version="1.0">
<head><title>Tom & Co</title></head>
<body>
<outline text="Health">
<outline text="Heart & Lung" description="By <a href="https://a.example.org/">us</a>
&nbsp;&copy" xmlUrl="https://heart.example.org/feed" type="rss" />
<outline text="Said" description="He said "breathe"" type="rss"
 xmlUrl="https://said.example.org/feed" />
</outline>
</body>
</opml>
"""

CSV = """URL;Név;Nyelv;Téma;Leírás
https://a.example.org/;Első;magyar, angol;asthma | lungs;Jó oldal
https://b.example.org/;Második;;;
nem cím;Harmadik;;;
"""

BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1">Asthma</H3>
    <DL><p>
        <DT><A HREF="https://lung.example.org/" TAGS="air,breath">Lung &amp; air</A>
        <DD>A page about lungs
        <DT><A HREF="javascript:alert(1)">Trick</A>
    </DL><p>
    <DT><A HREF="https://b.example.org/">B</A>
</DL><p>
"""


def items(text: str | bytes, reading: Reading) -> list[Item]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read(io.BytesIO(data), reading))


def of_kind(found: list[Item], kind: type[Row]) -> list[Row]:
    return [item for item in found if isinstance(item, kind)]


def resources(text: str | bytes, reading: Reading) -> list[ResourceRow]:
    return of_kind(items(text, reading), ResourceRow)


def skips(text: str | bytes, reading: Reading) -> list[Skipped]:
    return of_kind(items(text, reading), Skipped)


def remarks(text: str | bytes, reading: Reading) -> list[str]:
    return [item.sentence for item in of_kind(items(text, reading), Remark)]


class Huge(io.RawIOBase):
    """Says that it holds two gigabytes and dies when somebody reads them."""

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return 2 * 2**30 if whence == io.SEEK_END else offset

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("a file that is too large must not be read")


def huge() -> BinaryIO:
    return Huge()  # type: ignore[return-value]  # only seek and read are needed


def samples() -> Iterator[tuple[Format, str]]:
    yield Format.MEDLINEPLUS, MEDLINEPLUS
    yield Format.HON, HON
    yield Format.OPML, OPML
    yield Format.CSV, CSV
    yield Format.BOOKMARKS, BOOKMARKS
