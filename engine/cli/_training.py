"""What the commands that train share: a device, a compiler that remembers, finite JSON."""

import argparse
import math
import os
from pathlib import Path
from typing import Any, cast

import platformdirs

from engine.train.compile_cache import Compiler


def add_device(parser: argparse.ArgumentParser) -> None:
    """The device to run on."""
    parser.add_argument(
        "--device", choices=("auto", "cpu", "gpu"), default="auto", help="where to compute"
    )


def compiler() -> Compiler:
    """A compiler whose results outlive the process; GPU memory is taken as needed."""
    os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
    return Compiler(Path(platformdirs.user_cache_dir("netzwerkstatt")) / "xla")


def finite(value: Any) -> Any:
    """The value with NaN and infinities as null: JSON has no words for them."""
    if isinstance(value, dict):
        return {str(name): finite(item) for name, item in cast("dict[Any, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [finite(item) for item in cast("list[Any]", value)]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
