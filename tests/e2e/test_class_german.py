"""A lesson in German: every page of a class, from the link for a password to a shoulder."""

import re

from playwright.sync_api import expect
from school import Seat
from visitors import PASSWORD, database, new_class
from visitors import teacher as new_teacher

from server.people import accounts

NEW = "vier ganz andere Wörter"
ENGLISH = re.compile(
    r"\b(the|and|your|you|network|learner|lesson|sign|join|code of|password|wall|is|not)\b", re.I
)


def speaks_german(one: Seat) -> None:
    """No word of the page is English, of what is shown and of what is only read aloud."""
    said = one.page.evaluate(
        """() => [document.body.innerText, ...[...document.querySelectorAll('*')].flatMap((one) =>
          ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name) ?? ''))]"""
    )
    assert one.page.evaluate("document.documentElement.lang") == "de"
    assert [words for words in said if ENGLISH.search(words)] == []


def test_a_class_is_led_in_german(server, seat):
    lehrer = new_teacher(server, "Frau Sommer")
    new_class(lehrer, "8a", lessons=["hello-network"])
    with database(server) as session:
        link = accounts.invite(session, lehrer.facts["person"])
    teacher = seat(language="de-DE", path=f"/welcome#{link}/Frau%20Sommer")
    expect(teacher.page.get_by_role("heading", name="Ein neues Passwort")).to_be_visible()
    expect(teacher.page.get_by_label("Name", exact=True)).to_have_value("Frau Sommer")
    speaks_german(teacher)
    teacher.fill("Neues Passwort", NEW)
    teacher.fill("Passwort noch einmal", NEW)
    teacher.press("Passwort setzen")
    teacher.page.wait_for_url("**/teach")
    expect(teacher.page.get_by_role("heading", name="Fortschritt")).to_be_visible()
    speaks_german(teacher)
    teacher.press("Abmelden")
    teacher.page.wait_for_url("**/join")
    speaks_german(teacher)
    teacher.goto("/sign-in")
    speaks_german(teacher)
    teacher.fill("Name", "Frau Sommer")
    teacher.fill("Passwort", NEW)
    teacher.press("Anmelden")
    teacher.page.wait_for_url("**/teach")

    code = teacher.page.get_by_role("status", name="Code zum Beitreten").inner_text()
    otter = seat(language="de-DE", path=f"/join/{code}")
    speaks_german(otter)
    otter.fill("Spitzname", "otter")
    otter.press("Beitreten")
    otter.page.get_by_label("Ich habe es aufgeschrieben.").check()
    speaks_german(otter)
    otter.press("Los geht’s")
    otter.page.get_by_role("link", name=re.compile("Das erste Netz")).click()
    expect(otter.page.get_by_role("heading", name="Drück auf Start")).to_be_visible()

    teacher.page.get_by_role("link", name="Zur Wand").click()
    expect(teacher.tile("otter")).to_contain_text("2-1-1")
    speaks_german(teacher)
    teacher.press("Netz verteilen")
    dialog = teacher.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Spirale").click()
    speaks_german(teacher)
    dialog.get_by_role("button", name="An 1 Person verteilen").click()
    otter.sees("Deine Lehrkraft hat ein Netz geschickt: Spirale. Dein eigenes ist aufgehoben.")
    otter.press("Zurück zu meinem")
    otter.press("Melden")
    expect(teacher.tile("otter")).to_contain_text("meldet sich")
    teacher.press("Alle anhalten")
    otter.sees("Deine Lehrkraft hat alle für einen Moment angehalten.")
    speaks_german(teacher)
    teacher.press("Alle weitermachen lassen")
    teacher.tile("otter").get_by_role("link").click()
    teacher.sees("Du siehst die Arbeit von otter.")
    speaks_german(teacher)


def test_too_many_wrong_passwords_are_told_with_the_time_to_wait(server, seat):
    new_teacher(server, "Herr Winter")
    teacher = seat(language="de-DE", path="/sign-in")
    for _ in range(10):
        status = teacher.page.evaluate(
            """fetch('/api/session', {method: 'POST', headers: {'content-type': 'application/json'},
                 body: JSON.stringify({name: 'Herr Winter', password: 'falsch'})})
                 .then((answer) => answer.status)"""
        )
        assert status == 403
    teacher.fill("Name", "Herr Winter")
    teacher.fill("Passwort", PASSWORD)
    teacher.press("Anmelden")
    alert = teacher.page.get_by_role("alert")
    expect(alert).to_contain_text(re.compile(r"Der nächste ist um \d\d:\d\d:\d\d möglich\."))
    told = alert.inner_text()
    button = teacher.page.get_by_role("button", name=re.compile(r"^Neuer Versuch in [45]:\d\d$"))
    expect(button).to_be_disabled()
    before = button.inner_text()
    expect(button).not_to_have_text(before)
    assert alert.inner_text() == told, "what is read aloud does not change every second"
    teacher.page.keyboard.press("Enter")
    expect(button).to_be_disabled()
    assert teacher.session()["role"] == "anonymous"
