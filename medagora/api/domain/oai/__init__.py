"""OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html) as data.

``asking`` reads a request, ``tokens`` remembers where a list goes on, ``writing`` and
the formats make the XML. Nothing here knows of requests, rows or the clock.
"""
