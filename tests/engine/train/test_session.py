"""A run does what it is told, the same way every time, and survives being put away."""

import time

import jax
import numpy as np
import pytest

from engine.errors import LearnerError, LearnerErrors
from engine.train import checkpoint
from engine.train.compile_cache import Compiler
from engine.train.session import Session
from tests.engine.train.runs import COMPILER, changed, circle, dense, document, session, settle
from tests.engine.train.runs import steps as take


def tensors(run):
    """Everything a run remembers, flat, on the host."""
    return [np.array(leaf) for leaf in jax.tree.leaves(run.tensors)]


def same(first, second):
    return all(np.array_equal(a, b) for a, b in zip(tensors(first), tensors(second), strict=True))


def dropping(**changes):
    """A network whose training throws dice, with every kind of memory."""
    layers = (dense(8, "relu"), ("dropout", {"rate": 0.4}), ("batch_normalization", {}))
    return document(*layers, dense(1, "tanh"), optimizer="adam", **changes)


def test_how_steps_are_cut_changes_no_bit():
    whole, cut = session(dropping()), session(dropping())
    take(whole, 57)
    for count in (1, 2, 3, 11, 40):
        take(cut, count)
    assert whole.step_count == cut.step_count == 57
    assert same(whole, cut)


def test_equal_seeds_equal_runs_other_seeds_other_runs():
    first, second, other = session(dropping()), session(dropping()), session(dropping())
    other.reset(seed=1)
    for run in (first, second, other):
        take(run, 30)
    assert same(first, second)
    assert not same(first, other)


def test_a_checkpoint_goes_on_bit_for_bit(tmp_path):
    run = session(dropping())
    take(run, 33)
    run.save(tmp_path / "run.safetensors")
    back = Session.restore(tmp_path / "run.safetensors", device="cpu", compiler=COMPILER)
    assert back.step_count == 33
    assert back.state == "idle"
    assert back.rows() == run.rows()
    assert back.document == run.document
    for each in (run, back):
        take(each, 40)
    assert same(run, back)
    assert [p.name for p in tmp_path.iterdir()] == ["run.safetensors"]


def test_a_checkpoint_remembers_a_seed_of_its_own(tmp_path):
    run = session(circle())
    run.reset(seed=9)
    take(run, 10)
    run.save(tmp_path / "run.safetensors")
    back = Session.restore(tmp_path / "run.safetensors", device="cpu", compiler=COMPILER)
    for each in (run, back):
        take(each, 60)
    assert same(run, back)


def test_a_damaged_or_foreign_checkpoint_is_refused(tmp_path):
    path = tmp_path / "run.safetensors"
    path.write_bytes(b"not safetensors")
    with pytest.raises(LearnerError) as caught:
        Session.restore(path, device="cpu", compiler=COMPILER)
    assert caught.value.code == "bad_checkpoint"
    session(circle()).save(path)
    with pytest.raises(LearnerError) as caught:
        session(dropping(), kept=checkpoint.read(path))
    assert caught.value.code == "bad_checkpoint"


def test_the_second_run_of_a_structure_compiles_nothing():
    compiler = Compiler()
    first = Session(circle(), device="cpu", compiler=compiler)
    probes = [{"probe": "plane", "node": "l1", "size": 20}]
    first.watch(probes)
    take(first, 20)
    before = compiler.compiled
    renamed = circle()
    for node in renamed["nodes"]:
        node["id"] = f"other-{node['id']}"
    renamed["edges"] = [[f"other-{a}", f"other-{b}"] for a, b in renamed["edges"]]
    second = Session(renamed, device="cpu", compiler=compiler)
    second.watch([{"probe": "plane", "node": "other-l1", "size": 20}])
    second.play()
    assert second.state == "training"
    take(second, 20)
    assert compiler.compiled == before


def test_epochs_and_steps_end_where_they_should():
    run = session(circle())
    assert run.status()["steps_per_epoch"] == 25
    run.epoch()
    settle(run)
    assert (run.step_count, run.status()["epoch"], run.playing) == (25, 1, False)
    take(run, 3)
    run.epoch()
    settle(run)
    assert (run.step_count, run.status()["epoch"]) == (50, 2)


def test_a_run_that_diverges_says_where_and_keeps_the_last_sound_weights():
    config = {"learning_rate": 90.0}
    source = document(dense(30, "relu"), dense(30, "relu"), dense(1), optimizer_config=config)
    run = session(source)
    run.play()
    settle(run)
    assert run.state == "diverged"
    status = run.status()
    assert not status["playing"]
    assert status["problem"]["code"] in ("diverged", "diverged_at")
    assert status["problem"]["message"]["de"]
    assert str(run.step_count + 1) in status["problem"]["message"]["en"].replace(",", "")
    assert all(np.isfinite(row["loss"]) for row in run.rows())


def test_the_first_layer_that_is_no_number_is_named():
    source = document(dense(4), dense(2), dense(1))
    run = session(source)
    for row in range(4):
        for column in range(2):
            run.set_weight("l2", "kernel", [row, column], 3e38)
    run.play()
    settle(run)
    assert run.state == "diverged"
    assert run.status()["problem"]["node"] == "l2"
    assert run.step_count == 0


def test_a_smaller_learning_rate_lets_a_diverged_run_be_reset_and_go_on():
    source = document(dense(30, "relu"), dense(1), optimizer_config={"learning_rate": 90.0})
    run = session(source)
    run.play()
    settle(run)
    assert run.state == "diverged"
    assert run.edit(changed(source, "training.optimizer.config.learning_rate", 0.01))
    run.reset()
    take(run, 10)
    assert run.state == "idle"
    assert run.step_count == 10


def test_a_diverged_run_comes_back_with_its_problem_and_reset_heals(tmp_path):
    run = session(document(dense(4), dense(1)))
    take(run, 7)
    run.set_weight("l1", "kernel", [0, 0], 3e38)
    run.play()
    settle(run)
    problem = run.status()["problem"]
    assert problem["node"] == "l1"
    assert "step 8" in problem["message"]["en"]
    run.save(tmp_path / "run.safetensors")
    back = Session.restore(tmp_path / "run.safetensors", device="cpu", compiler=COMPILER)
    assert back.state == "diverged"
    assert back.status()["problem"] == problem
    moved = {**run.document, "name": "other", "layout": {"l1": [3.0, 4.0]}}
    assert back.edit(moved)  # where a card lies mends nothing
    assert back.status()["problem"] == problem
    back.reset()
    assert (back.state, back.step_count, back.status()["problem"]) == ("idle", 0, None)
    back.save(tmp_path / "run.safetensors")
    again = Session.restore(tmp_path / "run.safetensors", device="cpu", compiler=COMPILER)
    assert again.state == "idle"


def test_an_edit_of_knobs_goes_on_and_one_of_structure_starts_anew():
    run = session(circle())
    run.play()
    while run.step_count < 30:
        run.advance()
    assert run.edit(changed(circle(), "training.optimizer.config.learning_rate", 0.001))
    assert run.playing
    before = run.step_count
    assert before >= 30
    while run.step_count == before:
        run.advance()
    assert not run.edit(changed(circle(), "nodes.1.config.units", 5))
    assert (run.step_count, run.playing, run.rows()) == (0, False, [])


def test_a_broken_edit_changes_nothing():
    run = session(circle())
    take(run, 5)
    with pytest.raises(LearnerErrors):
        run.edit(changed(circle(), "nodes.1.config.units", -1))
    assert run.step_count == 5
    take(run, 1)
    assert run.step_count == 6


def test_a_larger_batch_keeps_the_weights():
    run = session(circle())
    take(run, 40)
    before = tensors(run)
    assert run.edit(changed(circle(), "training.batch_size", 100))
    assert all(np.array_equal(a, b) for a, b in zip(before, tensors(run), strict=True))
    take(run, 3)
    assert run.step_count == 43


def test_data_that_is_not_there_is_said():
    with pytest.raises(LearnerErrors) as caught:
        session(changed(changed(circle(), "data", None), "nodes.0.config.shape", [2]))
    assert caught.value.errors[0].code == "no_data"


def test_speed_is_kept():
    run = session(circle())
    take(run, 1)
    run.speed(200)
    run.play()
    began = time.monotonic()
    while time.monotonic() - began < 1:
        if not run.advance():
            time.sleep(0.001)
    assert 120 <= run.step_count <= 260


def test_cancel_leaves_a_run_as_it_was():
    run = Session(circle(), device="cpu", compiler=Compiler())
    run.play()
    assert run.state == "compiling"
    compiling = run.compiling()
    assert compiling is not None
    assert compiling[0] == "step"
    run.cancel()
    assert (run.state, run.playing, run.step_count) == ("idle", False, 0)
    take(run, 2)
    assert run.step_count == 2


def test_a_weight_can_be_set_and_a_wrong_place_is_refused():
    run = session(circle())
    run.watch([{"probe": "element", "node": "l1", "weight": "kernel", "index": [1, 3]}])
    take(run, 3)
    stood = float(np.asarray(run.tensors["params"][run.plan.names.standard["l1"]]["kernel"])[1, 3])
    assert run.set_weight("l1", "kernel", [1, 3], 0.75) == stood
    while run.compiling():
        time.sleep(0.001)
    assert run.frames()[0].parts[0][0] == np.float32(0.75)
    for node, weight, index, value, code in (
        ("no", "kernel", [0, 0], 1.0, "no_such_node"),
        ("l1", "no", [0, 0], 1.0, "no_such_weight"),
        ("l1", "kernel", [2, 0], 1.0, "index_outside"),
        ("l1", "kernel", [0], 1.0, "index_outside"),
        ("l1", "kernel", [0, 0], float("inf"), "value_not_finite"),
    ):
        with pytest.raises(LearnerError) as caught:
            run.set_weight(node, weight, index, value)
        assert caught.value.code == code


@pytest.mark.parametrize("shape", [[None], [2]])
def test_an_input_that_states_its_shape_in_part_trains_like_one_that_does_not(shape):
    plain, stated = session(circle()), session(changed(circle(), "nodes.0.config.shape", shape))
    for run in (plain, stated):
        take(run, 5)
    assert same(plain, stated)


def test_unknown_lengths_of_an_image_are_the_datas():
    layers = (("conv2d", {"filters": 2}), ("flatten", {}), dense(10, "softmax"))
    loss = "sparse_categorical_crossentropy"
    source = document(*layers, data={"dataset": "digits"}, loss=loss)
    run = session(changed(source, "nodes.0.config.shape", [None, 8, None]))
    take(run, 2)
    assert (run.state, run.step_count) == ("idle", 2)
    assert run.plan.view("l2").output == (72,)
