"""What the instruments say, where the translations find it.

The files in ``domain/instruments/files`` hold the English text and are its home; these
lists repeat it so that it is translated like everything else. A test holds the two
against each other. Pages say a text with ``gettext(text)``.
"""

from medagora.appraisal.labels_instruments import (
    cdc,
    discern,
    healthnewsreview,
    hon,
    jama,
    pemat,
)

TEXTS = (
    *discern.TEXTS,
    *jama.TEXTS,
    *hon.TEXTS,
    *pemat.TEXTS,
    *cdc.TEXTS,
    *healthnewsreview.TEXTS,
)
