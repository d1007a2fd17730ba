"""One compiled object for each structure in a process, made in the background and shared by all.

Compiling takes up to seconds and runs without the GIL; tracing holds it for up to 80 ms. Programs
are never given back (XLA keeps them anyway), so a process that must shrink is replaced.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jax

KEPT = 512  # programs remembered; the rest would be compiled again


class Program:
    """Something that is, or will be, compiled; only ``result()`` waits for it."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._done = threading.Event()
        self._began: float | None = None
        self._took: float | None = None
        self._value: Any = None
        self.error: BaseException | None = None
        self.waiting = 0  # sessions that want it

    def run(self) -> None:
        """Compiles, unless everybody has lost interest before it began."""
        if self.waiting == 0:
            self.error = RuntimeError("cancelled before it began")
            self._done.set()
            return
        self._began = time.monotonic()
        try:
            self._value = self._make()
        except BaseException as error:  # whatever it is belongs to whoever asks for the result
            self.error = error
        self._took = time.monotonic() - self._began
        self._done.set()

    def drop(self) -> None:
        """One session less wants it: if it has not begun and nobody waits, it never will."""
        self.waiting = max(0, self.waiting - 1)

    @property
    def ready(self) -> bool:
        """Whether the result or the error is there."""
        return self._done.is_set()

    @property
    def seconds(self) -> float:
        """How long it compiled, or has been compiling."""
        if self._took is not None:
            return self._took
        return 0.0 if self._began is None else time.monotonic() - self._began

    def result(self, timeout: float | None = None) -> Any:
        """The compiled function; raises what compiling raised, or ``TimeoutError``."""
        if not self._done.wait(timeout):
            raise TimeoutError
        if self.error is not None:
            raise self.error
        return self._value


class Compiler:
    """Compiles in background threads and remembers; one for each process, for all its sessions."""

    def __init__(self, cache_dir: Path | None = None, threads: int = 2) -> None:
        self._programs: OrderedDict[Hashable, Program] = OrderedDict()
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(threads, "compile")
        self._open = 0  # programs asked for that are not there yet
        self.compiled = 0
        if cache_dir is not None:
            remember_on_disk(cache_dir)

    def ask(self, key: Hashable, make: Callable[[], Any]) -> Program:
        """The program of this key: known, under way, or begun now."""
        with self._lock:
            program = self._programs.get(key)
            if program is not None and not (program.ready and program.error):
                program.waiting += 1
                self._programs.move_to_end(key)
                return program
            program = self._programs[key] = Program(make)
            program.waiting = 1
            self.compiled += 1
            self._open += 1
            while len(self._programs) > KEPT:
                self._programs.popitem(last=False)
        self._pool.submit(self._run, program)
        return program

    def _run(self, program: Program) -> None:
        program.run()
        with self._lock:
            self._open -= 1

    @property
    def idle(self) -> bool:
        """Whether nothing is being compiled and nothing waits for it."""
        return self._open == 0

    def known(self, key: Hashable) -> bool:
        """Whether this key is compiled already."""
        program = self._programs.get(key)
        return program is not None and program.ready and program.error is None

    def close(self) -> None:
        """Drops what waits; what is being compiled ends by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def remember_on_disk(folder: Path) -> None:
    """Turns on XLA's persistent cache, for everything however small and quick."""
    folder.mkdir(parents=True, exist_ok=True)
    jax.config.update("jax_compilation_cache_dir", str(folder))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)


def compiled(
    function: Callable[..., Any], arguments: tuple[Any, ...], donate: tuple[int, ...] = ()
) -> Any:
    """A function compiled ahead of time for arrays shaped like the arguments."""
    return jax.jit(function, donate_argnums=donate).lower(*arguments).compile()
