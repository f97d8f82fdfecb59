"""How much of a feed is read at most, and what is said of something that is none.

A feed that reaches a limit is cut; only one that is too big as a whole is refused.
"""

from medagora.kernel.refusals import BadInput

MEGABYTE = 2**20
MOST_BYTES = 20 * MEGABYTE
#: Before its first element a feed may have this much: comments, warnings of PHP.
MOST_BEFORE = 64 * 1024
#: What is broken is mended up to this size; above, as much as comes out is taken.
MOST_MENDED = 5 * MEGABYTE
#: feedparser is 30 times slower than our own reader, and more on nonsense.
MOST_FALLBACK = 400_000
#: Elements of XML (counted by "<") or values of JSON (by ",") in a large file: a
#: tree takes thirty times the bytes of the tiniest ones.
MOST_PARTS, LARGE = 1_000_000, 2 * MEGABYTE

MOST_ENTRIES = 2_000
MOST_AUTHORS = 100
MOST_CATEGORIES = 50
MOST_FILES = 20

LONGEST_HTML = 500_000
#: HTML of all entries together; those after it keep their titles and links.
MOST_HTML = 8_000_000
LONGEST_TITLE = 300
LONGEST_SUMMARY = 1_000
LONGEST_NAME = 200
LONGEST_GUID = 1_000
LONGEST_ADDRESS = 2_000
LONGEST_FACT = 500
#: A title made of the first words of an entry that has none.
LONGEST_FIRST_WORDS = 80


class NotAFeed(BadInput):
    """What came back is nothing that can be followed.

    ``code`` says which: empty, too_big, html_page, not_a_feed.
    """

    code = "not_a_feed"

    def __init__(self, message: str, code: str = code, **values: object) -> None:
        super().__init__(message, field=None, **values)
        self.code = code


def no_list() -> NotAFeed:
    """For what is neither a feed nor a web page."""
    return NotAFeed("What is at this address is not a list of new entries.")
