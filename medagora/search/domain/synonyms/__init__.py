"""What else people and papers say for the same thing, per language.

A patient asks for "kidney", a paper says "renal": ``expansion.expand`` gives for the
words of a question the other expressions of the same thing.
"""
