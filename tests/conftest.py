"""Settings every test runs under: Keras on JAX, and no silent change of number types."""

import atexit
import os
import shutil
import tempfile

os.environ["KERAS_BACKEND"] = "jax"
os.environ.setdefault("JAX_PLATFORMS", "cpu")
if "JAX_COMPILATION_CACHE_DIR" not in os.environ:
    # What one process of this run has compiled, the others and their servers need not; the next
    # run begins anew. The processes that this one starts inherit it.
    os.environ["JAX_COMPILATION_CACHE_DIR"] = tempfile.mkdtemp(prefix="netzwerkstatt-compiled-")
    os.environ["JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"] = "0"
    os.environ["JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES"] = "-1"
    atexit.register(shutil.rmtree, os.environ["JAX_COMPILATION_CACHE_DIR"], ignore_errors=True)

import jax
from hypothesis import settings

jax.config.update("jax_numpy_dtype_promotion", "strict")
# Times differ on shared machines; a slow example is no failure, and runs must be repeatable.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
