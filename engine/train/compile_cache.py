"""One compiled object for each structure in a process, made in the background and shared by all.

Compiling takes up to seconds and runs without the GIL; tracing holds it for up to 80 ms. Programs
are never given back (XLA keeps them anyway), so a process that must shrink is replaced.

XLA cannot be interrupted. So what nobody wants any more before it begins never begins, and what
nobody wants any more while it compiles gives its place to the next: whoever opens one network after
another waits for the last one only. Of a class that presses Play together nobody is passed by: who
asked first is served first, and scores and tiles wait until everybody trains and sees.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any

import jax

from engine.train.devices import Device

KEPT = 512  # programs remembered; the rest would be compiled again
FORSAKEN = 2  # compilations nobody wants that may end beside the wanted ones


class Program:
    """Something that is, or will be, compiled; only ``result()`` waits for it."""

    def __init__(self, make: Callable[[], Any], dropped: Callable[[], None], rank: int) -> None:
        self._make = make
        self.rank = rank
        self._dropped = dropped
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
        if self.waiting == 0 and not self.ready:
            self._dropped()

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
    """Compiles in background threads and remembers; one for each process, for all its sessions.

    ``threads`` programs that somebody wants compile at a time.
    """

    def __init__(self, cache_dir: Path | None = None, threads: int = 2) -> None:
        self._programs: OrderedDict[Hashable, Program] = OrderedDict()
        self._lock = threading.Lock()
        self._threads = threads
        self._queue: list[Program] = []  # in the order asked
        self._running: list[Program] = []
        self.compiled = 0
        if cache_dir is not None:
            remember_on_disk(cache_dir)

    def ask(self, key: Hashable, make: Callable[[], Any], rank: int = 0) -> Program:
        """The program of this key: known, under way, or begun now. A higher ``rank`` waits for
        all programs of a lower one."""
        with self._lock:
            program = self._programs.get(key)
            if program is not None and not (program.ready and program.error):
                program.waiting += 1
                self._programs.move_to_end(key)
                program.rank = min(program.rank, rank)
                return program
            program = self._programs[key] = Program(make, self._begin, rank)
            program.waiting = 1
            self.compiled += 1
            while len(self._programs) > KEPT:
                self._programs.popitem(last=False)
            self._queue.append(program)
        self._begin()
        return program

    @property
    def idle(self) -> bool:
        """Whether nothing is being compiled and nothing waits for it."""
        return not self._queue and not self._running

    @property
    def pressing(self) -> bool:
        """Whether somebody waits for a program of the lowest rank: a step, a view."""
        with self._lock:
            return any(p.rank == 0 and p.waiting for p in [*self._queue, *self._running])

    def known(self, key: Hashable) -> bool:
        """Whether this key is compiled already."""
        program = self._programs.get(key)
        return program is not None and program.ready and program.error is None

    def close(self) -> None:
        """Drops what waits; what is being compiled ends by itself."""
        with self._lock:
            queue, self._queue = self._queue, []
        for program in queue:
            program.waiting = 0
            program.run()

    def _begin(self) -> None:
        """Starts threads for the programs whose turn it is while there are places."""
        with self._lock:
            while self._queue and self._has_place():
                program = min(self._queue, key=lambda waiting: waiting.rank)
                self._queue.remove(program)
                self._running.append(program)
                threading.Thread(target=self._compile, args=(program,), name="compile").start()

    def _has_place(self) -> bool:
        wanted = sum(program.waiting > 0 for program in self._running)
        return wanted < self._threads and len(self._running) < self._threads + FORSAKEN

    def _compile(self, program: Program) -> None:
        program.run()
        with self._lock:
            self._running.remove(program)
        self._begin()


def remember_on_disk(folder: Path) -> None:
    """Turns on XLA's persistent cache, for everything however small and quick."""
    folder.mkdir(parents=True, exist_ok=True)
    jax.config.update("jax_compilation_cache_dir", str(folder))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)


def compiled(
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    device: Device,
    donate: tuple[int, ...] = (),
    effort: int | None = None,
) -> Any:
    """A function compiled ahead of time for a device and arrays shaped like the arguments.

    ``effort`` from 0 to 3 is how hard the CPU's code generator tries, None as hard as it can: what
    runs on a single example is ready in a third of the time with 0, and hardly slower.
    """
    with jax.default_device(device):  # tracing asks where it will run
        lowered = jax.jit(function, donate_argnums=donate).lower(*arguments)
    return lowered.compile(compiler_options=options_for(device.platform, effort))


def options_for(platform: str, effort: int | None) -> Any:
    """What the compiler is told beyond its defaults; other platforms do not know the effort."""
    if platform != "cpu" or effort is None:
        return None
    return {"xla_backend_optimization_level": effort}
