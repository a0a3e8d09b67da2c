"""bench integrity: made-up months of honest and dishonest work, held against the detectors."""
