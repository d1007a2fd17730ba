"""Code that exported programs are put together from: read as text, never imported by the engine."""
