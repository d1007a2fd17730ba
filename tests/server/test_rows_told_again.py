"""A row of the curves is told again, with the same number, as soon as it has its scores."""

from serving import circle


def scored(client):
    """The rows, once the newest has its scores."""
    while not client.rows or client.rows[-1]["validation"] is None:
        client.wait(lambda notice: notice["type"] == "history")
    return client.rows


def test_a_scored_row_is_told_to_who_was_there_and_who_comes_late(live_server, page):
    run = live_server.run(circle())
    first, second = page(run), page(run)
    first.ask("step", count=1)
    (row,) = scored(first)
    assert row["step"] == 1
    assert scored(second) == scored(page(run)) == [row]
