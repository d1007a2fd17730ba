"""Every kind of layer, in every example, computes as exported code what it computes here."""

import numpy as np
import pytest

from engine.export.export import TARGETS
from tests.engine.export.programs import documents, example, run, written

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
    refused = written(examples, request.param, folder)
    run(request.param, folder)
    return folder, {one.name: (number, one) for number, one in enumerate(examples)}, refused


@pytest.mark.parametrize("name", DOCUMENTS)
def test_same_outputs_with_the_same_weights(ran, name):
    folder, examples, refused = ran
    number, one = examples[name]
    if name in refused:  # told at the node, never half written
        assert refused[name].code == "export_kind"
        assert refused[name].node == "it"
        return
    error = folder / f"{number}.error"
    assert not error.exists(), error.read_text() + (folder / f"{number}.py").read_text()[-1500:]
    with np.load(folder / f"{number}.out.npz") as found:
        for ours, theirs in zip(one.outputs, found.values(), strict=True):
            np.testing.assert_allclose(theirs, ours, rtol=1e-5, atol=1e-5)
