"""How many syllables a word has, counted by rules of its own language."""
