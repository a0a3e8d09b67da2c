"""From a written document to a draft: read it, correct what was understood, wire it, make it."""
