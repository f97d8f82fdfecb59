"""A page made of what came: bytes, headers and address in, ``Page`` out
(``making.make_page``).

All tolerance for the web lives here; criteria see only ``Page``. What needs a parser is
loaded with ``making``, for some of these rules are used where no page is read.
"""
