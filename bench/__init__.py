"""Measurements of the engine, beside Keras on the same work in the same run."""
