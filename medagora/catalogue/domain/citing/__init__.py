"""Resources and collections as reference managers take them: BibTeX, RIS, CSL-JSON."""
