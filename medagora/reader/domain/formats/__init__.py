"""Feeds of every format, read: ``feeds.read_feed``.

    bytes → encodings → wire | json_feed | fallback → raw → adapt → ParsedFeed

The readers of a format (``wire`` with ``names`` and ``elements``; ``json_feed``;
``fallback``) unify names and touch no values; ``adapt`` and ``entries`` hold all
tolerance for values. Nothing here asks the network, a disk or a clock.

Nothing is loaded here: the web process cleans HTML (``cleaning``) without a parser.
"""
