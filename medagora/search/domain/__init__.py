"""Pure rules of searching: words, questions, topics, spelling, marking."""
