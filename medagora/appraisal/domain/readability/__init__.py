"""How hard a text is to read, by the published formula of its own language."""
