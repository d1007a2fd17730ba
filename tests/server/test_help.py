"""The help route: a page for a kind, made when it is asked for, and what is said for no kind."""

import json

from server.routes.shapes import HelpPage


def test_a_page_is_computed_on_demand(live_server):
    page = live_server.get("/api/help/activations/relu")
    HelpPage.model_validate(page)
    assert page["file"] == "engine/activations/relu.py"
    assert page["code"].startswith("def apply(")
    (picture,) = page["pictures"]
    line, slope = picture["curves"]
    assert len(line["x"]) == len(line["y"]) > 100
    assert all(abs(y - max(0, x)) < 1e-4 for x, y in zip(line["x"], line["y"], strict=True))
    assert set(slope["y"]) == {0, 1}
    catalog = live_server.get("/api/catalog")
    assert "pictures" not in catalog["activations"][0]


def test_what_does_not_exist_is_told(live_server):
    status, _, body = live_server.request("GET", "/api/help/layers/no_such_layer")
    assert status == 404
    message = json.loads(body)["problems"][0]["message"]
    assert "no_such_layer" in message["en"]
    assert "no_such_layer" in message["de"]
    assert live_server.request("GET", "/api/help/nonsense/relu")[0] == 422
