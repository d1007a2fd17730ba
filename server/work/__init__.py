"""The processes that compute: one that owns the device, one that checks; only they import JAX."""
