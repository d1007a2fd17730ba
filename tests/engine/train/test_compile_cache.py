"""Programs made in the background: what nobody wants any more is never compiled."""

import threading
import time

from engine.train.compile_cache import Compiler


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
