"""The kinds of activations, one file each."""
