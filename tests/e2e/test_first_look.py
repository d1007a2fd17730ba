"""The first seconds: the page opens on a living, untrained network that shows its true values."""

import numpy as np
from paint import colors, difference, painted
from workshop import ask

UNIT = 44  # pixels of one unit's map
PLANE = 100  # pixels of the large surface


def test_a_network_stands_there_and_waits(workshop):
    assert workshop.step() == 0
    assert workshop.nodes() == ["in", "h1", "h2", "out"]
    for name in ("Play", "Step", "Epoch", "Reset"):
        assert workshop.page.get_by_role("button", name=name, exact=True).is_enabled()


def test_the_first_picture_leaves_a_mark(workshop):
    marks = "performance.getEntriesByName('netzwerkstatt:first-frame').map(mark => mark.startTime)"
    workshop.wait(lambda: workshop.page.evaluate(marks) != [])
    workshop.play_until(5)
    (first,) = workshop.page.evaluate(marks)
    assert 0 < first < workshop.page.evaluate("performance.now()")


def test_untrained_units_show_the_servers_numbers(workshop, client):
    frame = ask(client(workshop.run), {"probe": "plane", "node": "h1", "size": UNIT, "unit": None})
    assert frame.step == 0
    values = frame.parts[0].real()
    assert values.shape == (4, UNIT, UNIT)
    assert np.ptp(values, axis=(1, 2)).min() > 0.1, "a unit that answers the same everywhere"
    table = colors(workshop.page, "diverging")
    for unit in range(4):
        canvas = workshop.unit("h1", unit + 1).locator("canvas")
        expected = painted(values[unit], table, -1, 1)
        workshop.wait(lambda c=canvas, e=expected: difference(workshop.pixels(c), e) <= 2)


def test_the_untrained_answer_covers_the_plane(workshop, client):
    frame = ask(client(workshop.run), {"probe": "plane", "node": "out", "size": PLANE, "unit": 0})
    expected = painted(frame.parts[0].real()[0], colors(workshop.page, "diverging"), -1, 1)
    surface = workshop.page.get_by_test_id("surface")
    workshop.wait(lambda: difference(workshop.pixels(surface), expected) <= 2)
    assert len(np.unique(workshop.pixels(surface).reshape(-1, 4), axis=0)) > 10


def test_the_points_lie_on_the_surface(workshop):
    overlay = workshop.page.locator("canvas.live-overlay")
    workshop.wait(lambda: workshop.pixels(overlay)[..., 3].any())
    seen = workshop.pixels(overlay)
    assert 0.01 < (seen[..., 3] > 0).mean() < 0.6
