"""What is watched follows the network through edits, and compiles no more than it must."""

from engine.train.compile_cache import Compiler
from engine.train.session import Session
from tests.engine.train.runs import changed, circle, compiled, session, settle


def plane(node):
    return {"probe": "plane", "node": node, "size": 12}


def asked(compiler):
    """What was asked of a compiler, program by program."""
    return [key[1][1:] for key in compiler._programs if key[1][0] == "observe"]


def test_another_structure_compiles_only_the_list_that_the_page_sends_for_it():
    compiler = Compiler()
    run = Session(circle(), device="cpu", compiler=compiler)
    run.watch([plane("l1"), plane("l2")])
    compiled(run)
    assert len(asked(compiler)) == 1
    assert not run.edit(changed(circle(), "nodes.1.config.units", 5))
    run.advance()
    assert len(asked(compiler)) == 1
    assert not run.settled  # it is to be asked again soon
    run.watch([plane("l1"), plane("l2"), plane("l3")])
    settle(run)
    compiled(run)
    assert [len(looks) for looks in asked(compiler)] == [2, 3]
    assert len(run.frames()) == 3


def test_another_structure_is_looked_at_as_before_when_no_new_list_comes():
    compiler = Compiler()
    run = Session(circle(), device="cpu", compiler=compiler)
    run.watch([plane("l1"), plane("l2")])
    assert not run.edit(changed(circle(), "nodes.1.config.units", 5))
    settle(run)
    compiled(run)
    assert {frame.probe for frame in run.frames()} == {0, 1}
    assert len(asked(compiler)) == 2


def test_new_first_weights_are_seen_at_once():
    run = session(circle())
    run.watch([plane("l1")])
    compiled(run)
    run.frames()
    run.reset(seed=5)
    assert len(run.frames()) == 1
    assert not run.edit(changed(circle(), "training.seed", 7))
    assert len(run.frames()) == 1
