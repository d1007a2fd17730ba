"""Pictures of kinds, one file for each category; ``pictures(kind)`` computes what is drawn."""
