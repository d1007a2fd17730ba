"""Every kind of layer, in every example, computes as exported code what it computes here, and
comes back from Keras's JSON as what it was."""

import numpy as np
import pytest

from engine import catalog
from engine.export.export import TARGETS
from engine.export.read_keras import read_keras
from engine.graph.check import check
from engine.graph.fields import knobs, structure
from engine.graph.read import read
from tests.engine.export.programs import documents, example, run, write

DOCUMENTS = documents()


@pytest.fixture(scope="module")
def examples(request):
    """Those that this session asks for."""
    asked = [getattr(item, "callspec", None) for item in request.session.items]
    wanted = {call.params.get("name") for call in asked if call is not None}
    return [example(name, one) for name, one in DOCUMENTS.items() if name in wanted]


@pytest.fixture(scope="module", params=list(TARGETS))
def ran(request, examples, tmp_path_factory):
    """All programs of a target, run in one process."""
    folder = tmp_path_factory.mktemp(request.param)
    write(examples, request.param, folder)
    run(request.param, folder)
    return folder, {one.name: (number, one) for number, one in enumerate(examples)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_same_outputs_with_the_same_weights(ran, name):
    folder, examples = ran
    number, one = examples[name]
    error = folder / f"{number}.error"
    assert not error.exists(), error.read_text() + (folder / f"{number}.py").read_text()[-1500:]
    with np.load(folder / f"{number}.out.npz") as found:
        for ours, theirs in zip(one.outputs, found.values(), strict=True):
            np.testing.assert_allclose(theirs, ours, rtol=1e-5, atol=1e-5)


def plainly(checked, node):
    """A node's config, with groups and axes counted as Keras counts them."""
    config, shape = dict(node.config), checked.inferred[node.id].shape
    if config.get("groups") == -1:
        config["groups"] = shape[-1]
    if "normalization" in node.kind and "axis" in config:
        config["axis"] %= len(shape) + 1
    return config


def meant(checked):
    """What a document computes: each node's structure and knobs, and the wires."""
    document = checked.document
    fields = {node.id: catalog.layers()[node.kind].fields for node in document.nodes}
    return [
        (
            node.id,
            node.kind,
            structure(fields[node.id], plainly(checked, node)),
            knobs(fields[node.id], node.config),
        )
        for node in document.nodes
    ], sorted(document.edges)


@pytest.mark.parametrize("ran", ["keras"], indirect=True)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_back_from_keras(ran, name):
    folder, examples = ran
    number, one = examples[name]
    found = read_keras((folder / f"{number}.json").read_bytes())
    assert not found.notes, [str(note) for note in found.notes]
    back = check(read(found.document))
    assert back.ok, back.problems
    assert meant(back) == meant(one.known.checked)
