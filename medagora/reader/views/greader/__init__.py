"""The Google Reader protocol, as FreshRSS and others offer it to reading programs.

Reads and writes are those of every other page; only their words are foreign. There is
no session: each request carries the person's key in its ``Authorization`` header, so
no other site can make a browser send one, and the protocol's own token guards nothing.
"""
