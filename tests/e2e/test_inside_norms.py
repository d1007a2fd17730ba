"""Inside normalizations and joins: what is drawn is what the server and NumPy compute."""

import re

import numpy as np
from insides import CLASSES, digits, look_into, mapped, panel_of
from playwright.sync_api import expect
from workshop import ask, number

WITHIN = 0.0011  # numbers are written with three digits
SAMPLE = {"part": "training", "index": 0}
VECTOR = (("flatten", {}), ("dense", {"units": 8, "activation": "tanh"}))


def parts(client, workshop, probe, **question):
    """What the server answers, by part, as arrays."""
    frame = ask(client(workshop.run), {"probe": probe, **question})
    return [part.values for part in frame.parts]


def readings(text):
    """All numbers in a line, in their order."""
    found = re.findall(r"[−-]?\d[\d,]*(?:\.\d+)?(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", text)
    return [number(one.replace(",", "")) for one in found]


def same(workshop, place, expected):
    """Waits until the numbers written there are these."""
    wanted = [float(one) for one in expected]

    def holds():
        found = readings(place.inner_text())
        return len(found) == len(wanted) and np.allclose(found, wanted, atol=WITHIN, rtol=2e-3)

    workshop.wait(holds)


def test_a_batchs_statistics_normalize_and_move_the_running_ones(workshop, client):
    norm = ("batch_normalization", {"momentum": 0.75})
    panel = look_into(workshop, digits(*VECTOR, norm, CLASSES), "l3")
    workshop.press("Step")
    workshop.wait(lambda: workshop.served()["step"] == 1)
    picture = panel.get_by_role("button", name=re.compile("Picture of before"))
    expect(panel.locator("[data-row-said]")).to_contain_text("of 32")
    picture.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        workshop.page.keyboard.press(key)
    found = parts(client, workshop, "normalized", node="l3", index=[1], example=2)
    batch, outputs, value, features, _, _, spread, running, which = found
    mean, variance = batch.mean(0), batch.var(0)
    gamma, beta = features[2], features[3]
    y = (batch - mean) / np.sqrt(variance + 0.001) * gamma + beta
    assert np.allclose(y, outputs, atol=1e-4)
    x = batch[2, 1]
    told = [x, mean[1], variance[1], 0.001, gamma[1], beta[1], y[2, 1]]
    assert np.allclose(value, told, atol=1e-4)
    sentence = panel.locator(".norms-sentence")
    same(workshop, sentence, told)
    expect(panel.locator("[data-row-said]")).to_contain_text(f"of 32; row {int(which[2]) + 1} of")
    same(workshop, panel.locator("[data-spread-said=before]"), [32, mean[1], batch[:, 1].std()])
    same(workshop, panel.locator("[data-spread-said=after]"), [32, *spread[1]])
    table = [readings(row.inner_text())[1:] for row in panel.get_by_role("option").all()]
    order = [0, 1, 4, 5, 2, 3]
    assert np.allclose(table, features[order].T, atol=WITHIN)
    moved = [0.75, running[1], 0.25, mean[1], 0.75 * running[1] + 0.25 * mean[1]]
    same(workshop, panel.locator("[data-move=mean]"), moved)
    moved = [0.75, running[4], 0.25, variance[1], 0.75 * running[4] + 0.25 * variance[1]]
    same(workshop, panel.locator("[data-move=variance]"), moved)
    # The drawing: one row of pixels for each example, bluer where the number is larger.
    pixels = workshop.pixels(picture.locator("canvas")).astype(int)
    assert pixels.shape[:2] == (32, 8)
    order = np.argsort(batch.ravel())
    bluer = (pixels[..., 2] - pixels[..., 0]).ravel()[order]
    assert bluer[:40].max() < bluer[-40:].min()

    # The step goes exactly there, and a prediction takes the running statistics.
    panel.get_by_role("button", name=re.compile("^In prediction")).click()
    workshop.press("Step")
    workshop.wait(lambda: workshop.served()["step"] == 2)
    question = {"node": "l3", "index": [1], "sample": SAMPLE}
    value = parts(client, workshop, "normalized", **question)[2]
    assert np.allclose(value[1:3], [0.75 * running[1] + 0.25 * mean[1], moved[4]], atol=1e-4)
    y = (value[0] - value[1]) / np.sqrt(value[2] + value[3]) * value[4] + value[5]
    workshop.wait(lambda: abs(number(sentence.locator("b").inner_text()) - y) < WITHIN)
    same(workshop, panel.locator("[data-spread-said=before]"), [1, value[0], 0])
    expect(panel.locator("[data-move]")).to_have_count(0)


def test_a_position_is_normalized_by_itself(workshop, client):
    rows = ("reshape", {"target_shape": [8, 8]})
    panel = look_into(workshop, mapped(rows, ("layer_normalization", {})), "l2")
    panel.get_by_role("listbox").focus()
    for _ in range(3):
        workshop.page.keyboard.press("ArrowDown")
    picture = panel.get_by_role("button", name=re.compile("Picture of after"))
    picture.focus()
    workshop.page.keyboard.press("ArrowDown")
    question = {"node": "l2", "index": [1, 3], "sample": SAMPLE}
    given, outputs, value, *_ = parts(client, workshop, "normalized", **question)
    mean, variance = given[1].mean(), given[1].var()
    y = (given[1] - mean) / np.sqrt(variance + 0.001)
    assert np.allclose(outputs[1], y, atol=1e-4)
    same(workshop, panel.locator(".norms-sentence"),
         [given[1, 3], mean, variance, 0.001, 1, 0, y[3]])  # fmt: skip
    assert abs(value[6] - y[3]) < 1e-4
    same(workshop, panel.locator("[data-spread-said=after]"), [8, y.mean(), y.std()])
    expect(panel.locator("[data-spoken]").first).to_contain_text("2, 4: ")


def test_joins_are_worked_out_number_by_number(workshop, client):
    layers = (
        ("flatten", {}),
        ("dense", {"units": 6, "activation": "tanh"}),
        ("dense", {"units": 6, "activation": "tanh"}),
        ("add", {}),
        ("dot", {"axes": -1, "normalize": True}),
        ("concatenate", {}),
        CLASSES,
    )
    edges = [["in", "l1"], ["l1", "l2"], ["l1", "l3"], ["l2", "l4"], ["l3", "l4"], ["l2", "l5"],
             ["l3", "l5"], ["l4", "l6"], ["l5", "l6"], ["l6", "l7"]]  # fmt: skip
    panel = look_into(workshop, {**digits(*layers), "edges": edges}, "l4")
    result = panel.get_by_role("button", name="What comes out")
    result.focus()
    workshop.page.keyboard.press("ArrowRight")
    workshop.page.keyboard.press("ArrowRight")
    first, second = (
        parts(client, workshop, "activation", node=node, sample=SAMPLE)[0] for node in ("l2", "l3")
    )
    total = first + second
    same(workshop, panel.locator(".join-sentence"), [first[2], second[2], total[2]])
    same(workshop, panel.locator(".join-place"), [3, total[2]])
    # The drawing: bluer where the sum is larger.
    pixels = workshop.pixels(result.locator("canvas")).astype(int)
    assert pixels.shape[:2] == (1, 6)
    bluer = (pixels[..., 2] - pixels[..., 0]).ravel()
    assert bluer[total.argmax()] > bluer[total.argmin()]

    workshop.open("/?inside=l5")
    panel = panel_of(workshop, "l5")
    products = first * second
    lengths = np.linalg.norm(first), np.linalg.norm(second)
    cosine = products.sum() / (lengths[0] * lengths[1])
    terms = panel.locator(".dot-terms")
    same(workshop, terms.locator("p").last, [products.sum(), *lengths, cosine])
    rows = [readings(row.inner_text()) for row in terms.locator("[data-product]:visible").all()]
    expected = np.stack([np.arange(1, 7), first, second, products], axis=1)
    assert np.allclose(rows, expected, atol=WITHIN)

    workshop.open("/?inside=l6")
    panel = panel_of(workshop, "l6")
    panel.get_by_role("button", name="What comes out").focus()
    for _ in range(6):
        workshop.page.keyboard.press("ArrowRight")
    same(workshop, panel.locator(".join-place"), [cosine, 7, 2, 5, 1])
    expect(panel.locator(".join-place")).to_contain_text("input 2 (l5)")
