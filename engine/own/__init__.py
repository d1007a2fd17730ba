"""A learner's own data: files read once, kept under an id that follows from what they hold."""
