"""A hub (WebSub, https://www.w3.org/TR/websub/) for this site's own public feeds.

``rules`` decides, ``subscribing`` takes requests, ``telling`` finds what changed and
sends it, ``places`` says which hub our feeds name. The room that has the feeds lends
the way to read them: ``lending.lend_feeds``.
"""
