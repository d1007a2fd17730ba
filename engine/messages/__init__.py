"""Everything the engine says to a person, in both languages: templates by code."""
