"""The rules of reading: formats, one paper once, when to ask again, what is wanted."""
