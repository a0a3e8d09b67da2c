"""Reads written standards: plain text in, requirements out. No database, no network."""
