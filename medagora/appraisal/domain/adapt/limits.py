"""How much of a page is looked at. A hostile page costs no more than a big one."""

#: More than this is not read at all.
MOST_BYTES = 5 * 2**20
#: What follows the element, or the letter, that reaches a limit is not seen, and the
#: page says so (``reason`` "cut").
MOST_ELEMENTS = 30_000
MOST_DEPTH = 600
LONGEST_TEXT = 600_000

MOST_LINKS = 2_000
MOST_IMAGES = 500
MOST_LOADS_OF_A_KIND = 300
MOST_TIMES = 60
MOST_BYLINES = 20
MOST_COLOURS = 60
MOST_SIGNS = 20
MOST_META = 200

LONGEST_ADDRESS = 2_000
LONGEST_META = 2_000
LONGEST_TITLE = 300
#: Of a link, a byline, a coloured piece of text, a date.
LONGEST_WORDS = 300
LONGEST_RAW_DATE = 60
#: Class names, ids and inline styles beyond this are not parsed.
LONGEST_NAMES = 300
LONGEST_STYLE = 400

MOST_HEADERS = 100

# JSON-LD
LONGEST_SCRIPT = 200_000
MOST_OBJECTS = 60
MOST_DEEP = 7
MOST_INSIDE = 100
MOST_NODES = 5_000

# inline scripts that fetch others
MOST_SCRIPT_TEXT = 300_000
MOST_SCRIPT_ADDRESSES = 20

# PDF: a page of a leaflet has 5 to 50 kB of drawing orders; a megabyte of them takes
# pypdf seconds
MOST_PDF_PAGES = 80
HEAVIEST_PDF_PAGE = 400_000
HEAVIEST_PDF = 3_000_000
MOST_PDF_FORMS = 40
LONGEST_PDF_STREAM = 4 * 2**20
#: So many pages that cannot be read, and the rest is not tried.
MOST_PDF_FAILURES = 5
MOST_PDF_LINKS = 500
