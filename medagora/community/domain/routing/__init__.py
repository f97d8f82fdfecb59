"""Who is asked to answer a question, and when. Pure: facts in, a decision out."""
