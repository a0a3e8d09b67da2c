"""Everything that changes a document in the studio."""
