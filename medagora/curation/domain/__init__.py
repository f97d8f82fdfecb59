"""Pure rules of curation: states, verdicts, the log's chain."""
