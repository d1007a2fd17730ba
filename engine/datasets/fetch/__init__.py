"""Getting published data onto this machine, whole and checked; each kind of source is a file."""
