"""From a document to checked shapes and pure functions."""
