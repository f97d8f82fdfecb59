"""Files that resources come from and leave in.

Readers are generators over a binary stream that somebody else opened. They raise
BadInput, with the line, for a file that is not what it should be, and give a
``Skipped`` for a row that cannot be used. Nothing here keeps a whole large file.
"""
