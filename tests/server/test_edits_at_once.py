"""Pages that change one run at the same moment all come to show the document that it has."""

from serving import circle

TURNS = 40
PAGES = 3


def softer(rate):
    return circle(optimizer={"kind": "sgd", "config": {"learning_rate": rate}})


def rate(document):
    return document["training"]["optimizer"]["config"]["learning_rate"]


def shown(client, number, own):
    """What a page shows: its own document, or another's that came after the answer to it."""
    place = next(n for n, one in enumerate(client.notices) if one.get("id") == number)
    later = [one["document"] for one in client.notices[place:] if one["type"] == "edited"]
    return (later or [own])[-1]


def test_pages_that_edit_at_once_show_the_run_s_document(live_server, page):
    run = live_server.run(circle())
    clients = [page(run) for _ in range(PAGES)]
    for turn in range(TURNS):
        own = [softer(0.001 * (PAGES * turn + n + 1)) for n in range(PAGES)]
        sent = [
            one.send("edit", document=document) for one, document in zip(clients, own, strict=True)
        ]
        for client, number in zip(clients, sent, strict=True):
            client.wait(lambda n, number=number: n.get("id") == number)
        for client in clients:
            client.listen(0.05)
        served = rate(live_server.get(f"/api/runs/{run}")["document"])
        assert served in [rate(one) for one in own]
        seen = [rate(shown(*one)) for one in zip(clients, sent, own, strict=True)]
        assert seen == [served] * PAGES, turn
