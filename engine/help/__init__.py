"""Help: what can be told of one kind, all of it read from its own file or computed with it."""
