"""The kinds of layers: a folder for each family, a file for each kind."""
