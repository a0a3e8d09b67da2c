"""From lines to clauses: numbers, headings, what belongs under what, what is no text at all."""
