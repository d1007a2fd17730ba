"""The routes: what they answer, what they refuse, and in which form."""

import base64
import json
import re
import subprocess
import sys
import time

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings
from serving import ROOT, circle
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from server.app import create_app
from server.routes import shapes
from server.settings import Settings


def problems(answer):
    status, headers, content = answer
    assert status >= 400
    assert headers["content-type"] == "application/json"
    found = json.loads(content)["problems"]
    assert found
    for problem in found:
        assert problem["message"]["en"] != problem["message"]["de"]
        assert "Traceback" not in problem["message"]["en"]
    return status, found


def test_health(live_server):
    assert live_server.get("/api/health") == {"status": "ok", "worker": "ready", "device": "cpu"}


def test_the_catalog_is_what_openapi_says(live_server):
    shapes.Catalog.model_validate(live_server.get("/api/catalog"))


def test_check_answers_shapes_and_problems(live_server):
    checked = live_server.post("/api/check", {"document": circle()})
    shapes.Checked.model_validate(checked)
    assert checked["ok"]
    assert checked["params"] == 17
    assert checked["nodes"]["h1"] == {
        "shape": [4],
        "params": 12,
        "trainable": 12,
        "weights": {"kernel": [2, 4], "bias": [4]},
        "no_freezing": None,
        "no_factor": None,
    }
    assert checked["nodes"]["in"]["no_freezing"]["code"] == "units_without_weights"
    wrong = circle()
    wrong["nodes"][2]["kind"] = "no_such_layer"
    checked = live_server.post("/api/check", {"document": wrong})
    assert not checked["ok"]
    assert checked["problems"][0]["node"] == "out"


def test_samples_are_the_rows_that_training_uses(live_server):
    from engine.graph.read import read
    from engine.train.rows import load

    spec = read(circle()).data
    assert spec is not None
    for part in ("training", "validation", "test"):
        body = {"validation_split": 0.5, "seed": 0, "part": part, "count": 50}
        answer = live_server.post("/api/datasets/circle/samples", body)
        shapes.Samples.model_validate(answer)
        examples, rows = load(spec).part(part)
        inputs = np.frombuffer(base64.b64decode(answer["inputs"]), answer["dtype"])
        np.testing.assert_array_equal(inputs.reshape(-1, 2), examples.inputs[rows[:50]])
        points = np.frombuffer(base64.b64decode(answer["points"]), np.float32)
        np.testing.assert_array_equal(points, inputs)
        assert answer["count"] == len(rows)
        assert len(answer["targets"]) == 50


def test_a_data_sets_card(live_server):
    card = live_server.get("/api/datasets/circle")
    shapes.Dataset.model_validate(card)
    assert card["missing"] == 0
    assert card["fetching"] is None
    assert problems(live_server.request("GET", "/api/datasets/nothing"))[0] == 404
    assert live_server.request("POST", "/api/datasets/circle/fetch")[0] == 202


def test_networks_are_kept(live_server):
    made = live_server.post("/api/networks", {"document": circle()})
    shapes.Network.model_validate(made)
    path = f"/api/networks/{made['id']}"
    assert live_server.get(path)["document"] == circle()
    renamed = {**circle(), "name": "Ring"}
    assert live_server.request("PUT", path, {"document": renamed})[0] == 200
    assert live_server.get("/api/networks")[0]["name"] == "Ring"
    assert live_server.request("DELETE", path)[0] == 204
    assert problems(live_server.request("GET", path))[0] == 404


def test_runs_are_made_and_forgotten(live_server):
    run = live_server.run(circle())
    shapes.RunFacts.model_validate(live_server.get(f"/api/runs/{run}"))
    assert live_server.request("DELETE", f"/api/runs/{run}")[0] == 204
    assert problems(live_server.request("GET", f"/api/runs/{run}"))[0] == 404
    assert problems(live_server.request("DELETE", f"/api/runs/{run}"))[0] == 404
    status, found = problems(live_server.request("POST", "/api/runs", {"document": {"format": 9}}))
    assert status == 422
    assert found


def test_every_wrong_request_is_answered_in_the_same_form(live_server):
    ask = live_server.request
    assert problems(ask("GET", "/api/nothing"))[0] == 404
    assert problems(ask("PATCH", "/api/check", {}))[0] == 405
    assert problems(ask("POST", "/api/check", b"{"))[0] == 422
    assert problems(ask("POST", "/api/check", {}))[0] == 422
    assert problems(ask("POST", "/api/check", {"document": {}, "more": 1}))[0] == 422
    assert problems(ask("POST", "/api/check", {"document": {"n": 10**30}}))[0] == 422
    assert problems(ask("POST", "/api/check", b"{}", Content_Type="text/plain"))[0] == 415
    assert problems(ask("GET", "/api/runs/..%2f..%2fetc"))[0] in (404, 422)
    assert problems(ask("POST", "/api/check", b" " * 3_000_000))[0] == 413


def test_a_document_that_nests_too_deep_is_refused(live_server):
    deep = b'{"document": ' + b'{"a": ' * 50_000 + b"1" + b"}" * 50_001
    status, _, content = live_server.request("POST", "/api/check", deep)
    assert status in (200, 422)
    assert b"problems" in content


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1:1"])
def test_other_websites_are_refused_before_anything_is_accepted(live_server, origin):  # R15
    answer = live_server.request("POST", "/api/check", {"document": circle()}, Origin=origin)
    assert problems(answer)[0] == 403
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(f"ws://127.0.0.1:{live_server.port}/api/live", origin=origin or None),
    ):
        pass
    assert refused.value.response.status_code == 403


def test_a_foreign_host_name_is_refused(live_server):
    assert problems(live_server.request("GET", "/api/health", Host="evil.example"))[0] == 403


def test_every_answer_carries_a_strict_policy(live_server):
    headers = live_server.request("GET", "/")[1]
    assert "script-src 'self';" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_the_web_process_never_imports_jax():
    code = (
        "import sys; from server.app import create_app; from server.settings import Settings;"
        "create_app(Settings()); import server.__main__;"
        "sys.exit('jax' in sys.modules or any(n.startswith('engine') for n in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_openapi_names_every_route():
    paths = create_app(Settings()).openapi()["paths"]
    described = (ROOT / "docs" / "protocol.md").read_text("utf-8")
    for path, methods in paths.items():
        short = re.escape(re.sub(r"\{(network|run|course)\}", "{id}", path.removeprefix("/api")))
        for method in methods:
            row = rf"`([A-Z]+ )*{method.upper()}( [A-Z]+)* {short}`"
            assert re.search(row, described), f"docs/protocol.md does not name {method} {path}"


def test_settings_come_from_the_environment():
    read = Settings.read({"NETZWERKSTATT_PORT": "81", "NETZWERKSTATT_HOSTS": "a,b"}, host="::1")
    assert (read.port, read.hosts, read.host) == (81, ("a", "b"), "::1")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=80)
@given(
    field=st.sampled_from(["format", "name", "data", "nodes", "edges", "training", "layout"]),
    value=JSON,
)
def test_no_document_makes_the_server_fail(live_server, field, value):  # R8
    body = json.dumps({"document": {**circle(), field: value}}).encode()
    status, _, content = live_server.request("POST", "/api/check", body)
    assert status in (200, 422)
    answer = json.loads(content)
    assert answer.get("ok") is True or answer["problems"]


def test_checks_are_quick(live_server):
    live_server.post("/api/check", {"document": circle()})
    began = time.monotonic()
    for _ in range(10):
        live_server.post("/api/check", {"document": circle()})
    assert (time.monotonic() - began) / 10 < 0.25
