"""Pure and shared: refusals, languages, text, dates, ids, the privacy guard."""
