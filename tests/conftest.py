"""Settings every test runs under: Keras on JAX, and no silent change of number types."""

import os

os.environ["KERAS_BACKEND"] = "jax"
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
from hypothesis import settings

jax.config.update("jax_numpy_dtype_promotion", "strict")
# Times differ on shared machines; a slow example is no failure, and runs must be repeatable.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
