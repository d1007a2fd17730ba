"""Ways of learning: one file for each, all with the same small interface."""
