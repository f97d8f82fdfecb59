"""Pure rules about topics: kinds, body systems, codes, terms, the starter files."""
