"""The ways a tensor can start, one file each."""
