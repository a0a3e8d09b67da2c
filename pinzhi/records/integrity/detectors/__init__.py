"""The detectors: pure functions from prepared facts to a sign or nothing."""
