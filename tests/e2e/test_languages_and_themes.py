"""German is as complete as English, and dark is as complete as light."""

import re

from playwright.sync_api import expect

# Words that are the same in both languages, beside names and numbers.
SHARED = {
    *("Training", "Dense", "Flatten", "Conv2D", "MaxPooling2D", "AveragePooling2D"),
    *("GlobalAveragePooling2D", "Dropout", "Pause", "Batch", "batch", "Pooling", "Parameter"),
    *("SGD", "RMSprop", "Adam", "Momentum", "Code", "Netzwerkstatt", "Problem", "tanh", "relu"),
    *("linear", "sigmoid", "softmax", "leaky relu", "elu", "gelu", "LeNet-5"),
}

NAMES = re.compile(r"^(sin x|\(h\d)")

TEXTS = """() => {
  const found = new Set()
  for (const e of document.querySelectorAll('body *')) {
    for (const name of ['aria-label', 'title', 'placeholder'])
      if (e.getAttribute(name)) found.add(e.getAttribute(name).trim())
    if (e.querySelector(':scope > wbr')) found.add(e.textContent.trim())
    else for (const n of e.childNodes)
      if (n.nodeType === 3 && n.textContent.trim() && !e.closest('svg, pre, kbd, .katex'))
        found.add(n.textContent.trim())
  }
  return [...found]
}"""


def words(workshop):
    """Every text of the page that a person sees or hears, with at least three letters."""
    return {text for text in workshop.page.evaluate(TEXTS) if re.search(r"[A-Za-z]{3}", text)}


def names_of_kinds(workshop):
    """What is called in both languages as Keras calls it: LSTM, hard tanh."""
    kinds = workshop.page.evaluate("fetch('/api/catalog').then((answer) => answer.json())")
    found = [kind for part in kinds.values() if isinstance(part, list) for kind in part]
    named = [
        kind for kind in found if isinstance(kind, dict) and isinstance(kind.get("label"), dict)
    ]
    labels = {kind["name"]: kind["label"]["en"] for kind in named}
    called = {label for name, label in labels.items() if plain(label) == plain(name)}
    return called | {kind["name"].replace("_", " ") for kind in kinds["activations"]}


def plain(name):
    return name.lower().replace(" ", "").replace("_", "")


def speak(workshop, language):
    workshop.page.get_by_role("button", name=language, exact=True).click()


def test_the_main_controls_speak_german(new_workshop):
    page = new_workshop(language="de-DE").page
    assert page.evaluate("document.documentElement.lang") == "de"
    for name in ("Start", "Schritt", "Epoche", "Zurücksetzen", "Öffnen", "Teilen", "Mehr"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("status", name="Schritt", exact=True)).to_be_visible()
    expect(page.get_by_role("application", name="Das Netz")).to_be_visible()
    expect(page.get_by_role("complementary", name="Schichten")).to_be_visible()


def test_nothing_is_left_in_english(workshop):
    workshop.press("Open")
    workshop.node("h1").get_by_role("heading").click()
    workshop.press("Open")
    english = words(workshop)
    assert len(english) > 100
    speak(workshop, "DE")
    expect(workshop.page.get_by_role("button", name="Zurücksetzen")).to_be_visible()
    german = words(workshop)
    assert len(german) > 100
    same = SHARED | names_of_kinds(workshop)
    left = {text for text in english & german if text not in same and not NAMES.search(text)}
    assert left == set()


def test_the_language_is_remembered_and_training_goes_on(workshop):
    workshop.press("Play")
    workshop.wait(lambda: workshop.step() > 20)
    speak(workshop, "DE")
    page = workshop.page
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("status", name="Schritt", exact=True)).not_to_have_text("–")
    assert page.evaluate("document.documentElement.lang") == "de"
    speak(workshop, "EN")
    expect(workshop.status).to_be_visible()
    assert workshop.step() > 20


def test_a_starting_network_is_named_in_the_pages_language_until_somebody_renames_it(workshop):
    speak(workshop, "DE")
    name = workshop.page.get_by_role("textbox", name="Name dieses Netzes")
    expect(name).to_have_value("Kreis")
    name.fill("Circle")
    expect(name).to_have_value("Circle")
    name.fill("My circle")
    speak(workshop, "EN")
    expect(workshop.page.get_by_role("textbox", name="Name of this network")).to_have_value(
        "My circle"
    )


def test_dark_by_choice(workshop):
    page = workshop.page
    workshop.press("More")
    page.get_by_role("tab", name="dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert brightness(page, "body") < 60
    assert brightness(page, ".node-card") < 80
    page.reload()
    workshop.wait_ready()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_dark_by_the_system(new_workshop):
    page = new_workshop(scheme="dark").page
    assert brightness(page, "body") < 60


def brightness(page, selector):
    """The mean channel of a background, 0 to 255."""
    read = f"getComputedStyle(document.querySelector('{selector}')).backgroundColor"
    return sum(map(int, re.findall(r"\d+", page.evaluate(read))[:3])) / 3
