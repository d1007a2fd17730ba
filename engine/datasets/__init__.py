"""Data sets: one file is one set with its card, and `fetch/` gets those that are not generated."""
