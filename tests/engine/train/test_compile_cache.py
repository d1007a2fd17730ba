"""Compilations in the background: in turn, and nobody waits for what nobody wants."""

import threading
import time
from typing import Any

import jax
import numpy as np
import pytest

from engine.train.compile_cache import Compiler, compiled, options_for
from engine.train.devices import find_device


class Work:
    """Programs that compile until they are let go, and in which order they began."""

    def __init__(self):
        self.began = []
        self.gates = {}

    def make(self, name):
        """What stands for a compilation of this name."""
        self.gates[name] = threading.Event()

        def compile_it():
            self.began.append(name)
            assert self.gates[name].wait(10)
            return name

        return compile_it


def until(holds):
    """Waits for what another thread does."""
    moment = threading.Event()
    for _ in range(1000):
        if holds():
            return
        moment.wait(0.005)
    raise AssertionError("did not come true")


def test_who_asked_first_is_served_first_and_what_can_wait_waits():
    work, compiler = Work(), Compiler(threads=1)
    ranks = {"first": 0, "tile": 2, "score": 1, "second": 0, "third": 0}
    programs = {name: compiler.ask(name, work.make(name), rank) for name, rank in ranks.items()}
    turns = ["first", "second", "third", "score", "tile"]
    for name in turns:
        work.gates[name].set()
        assert programs[name].result(10) == name
    assert work.began == turns


def test_what_somebody_needs_sooner_goes_sooner():
    work, compiler = Work(), Compiler(threads=1)
    programs = [compiler.ask(name, work.make(name), rank) for name, rank in (("a", 0), ("b", 1))]
    programs += [compiler.ask(name, lambda: None, rank) for name, rank in (("c", 1), ("b", 0))]
    late = compiler.ask("late", work.make("late"), 1)
    for gate in work.gates.values():
        gate.set()
    assert programs[1].result(10) == programs[3].result(10) == "b"
    assert late.result(10) == "late"
    assert work.began == ["a", "b", "late"]


def test_what_nobody_wants_any_more_gives_its_place_away():
    work, compiler = Work(), Compiler(threads=1)
    slow = compiler.ask("slow", work.make("slow"))
    until(lambda: work.began == ["slow"])
    wanted = compiler.ask("wanted", work.make("wanted"))
    assert work.began == ["slow"]
    slow.drop()
    until(lambda: work.began == ["slow", "wanted"])
    for gate in work.gates.values():
        gate.set()
    assert wanted.result(10) == "wanted"
    assert slow.result(10) == "slow"  # it ended beside it, and is known from now on
    assert compiler.known("slow")


def test_what_was_dropped_before_it_began_never_begins():
    work, compiler = Work(), Compiler(threads=1)
    first = compiler.ask("first", work.make("first"))
    dropped = compiler.ask("dropped", work.make("dropped"))
    dropped.drop()
    work.gates["first"].set()
    assert first.result(10) == "first"
    with pytest.raises(RuntimeError, match="cancelled"):
        dropped.result(10)
    assert work.began == ["first"]


def test_one_of_two_who_want_it_may_go():
    work, compiler = Work(), Compiler(threads=1)
    first = compiler.ask("first", work.make("first"))
    shared = compiler.ask("shared", work.make("shared"))
    assert compiler.ask("shared", work.make("other")) is shared
    shared.drop()
    for gate in work.gates.values():
        gate.set()
    compiler.ask("shared", work.make("shared"))
    work.gates["shared"].set()
    assert first.result(10) == "first"
    until(lambda: "shared" in work.began or shared.ready)


def test_closing_drops_what_waits():
    work, compiler = Work(), Compiler(threads=1)
    first = compiler.ask("first", work.make("first"))
    waiting = compiler.ask("waiting", work.make("waiting"))
    compiler.close()
    with pytest.raises(RuntimeError, match="cancelled"):
        waiting.result(10)
    work.gates["first"].set()
    assert first.result(10) == "first"


def test_a_draft_that_waits_is_never_compiled_once_nobody_wants_it():
    compiler, gate, made = Compiler(threads=1), threading.Event(), []
    first = compiler.ask("first", lambda: gate.wait(30))
    draft = compiler.ask("draft", lambda: made.append("draft"))
    last = compiler.ask("last", lambda: made.append("last"))
    assert not compiler.idle
    draft.drop()
    gate.set()
    first.result(30)
    last.result(30)
    assert made == ["last"]
    until = time.monotonic() + 10
    while not compiler.idle:
        assert time.monotonic() < until
    assert compiler.ask("draft", lambda: 7).result(30) == 7
    compiler.close()


@pytest.mark.parametrize(
    ("platform", "effort", "options"),
    [
        ("cpu", 0, {"xla_backend_optimization_level": 0}),
        ("cpu", None, None),
        ("gpu", 0, None),  # there the level would be the GPU compiler's, and slow what it runs
    ],
)
def test_the_effort_is_the_cpus_alone(platform, effort, options):
    assert options_for(platform, effort) == options


def test_tracing_knows_the_device_and_memory_is_given_away():
    seen = []
    config: Any = jax.config

    def half(x):
        seen.append(config.jax_default_device)
        return x / 2

    device = find_device("cpu")
    run = compiled(half, (jax.ShapeDtypeStruct((8,), np.float32),), device, donate=(0,), effort=0)
    given = jax.device_put(np.ones(8, np.float32), device)
    assert run(given)[0] == 0.5
    assert seen == [device]
    assert given.is_deleted()
