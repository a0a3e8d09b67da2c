"""A site from a spreadsheet: read, plan, apply, undo."""
