"""What the documentation names exists, and what must be documented is."""

import re
from pathlib import Path

import pytest

from engine import catalog
from engine.graph.build import build
from engine.graph.check import check
from engine.graph.read import read
from server.settings import Settings

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))

# Files that the recipes of CONTRIBUTING.md tell the reader to make.
INVENTED = {
    "engine/layers/core/gain.py",
    "engine/datasets/moons.py",
    "web/src/views/Level.tsx",
}
# A path of the repository in backticks; NAME and the like stand for something.
A_PATH = re.compile(r"`((?:engine|server|web|docs|tests|bench)/[\w./-]*[\w/])`")


@every_page
def test_paths_exist(page: Path):
    named = set(A_PATH.findall(page.read_text("utf-8"))) - INVENTED
    built = {name for name in named if name.startswith(("web/dist", "server/static"))}
    patterns = {name for name in named if re.search(r"[A-Z]{4}", Path(name).stem)}
    assert [name for name in sorted(named - built - patterns) if not (ROOT / name).exists()] == []


@every_page
def test_links_between_pages_lead_somewhere(page: Path):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_data_set_is_in_the_page_about_data():
    text = (ROOT / "docs/data.md").read_text("utf-8")
    assert [name for name in catalog.datasets() if f"`{name}`" not in text] == []


def test_the_page_about_data_tells_true_counts():
    text = (ROOT / "docs/data.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([\d,]+) \+ ([\d,]+) \|", text, re.MULTILINE)
    assert len(rows) >= 5
    for name, training, test in rows:
        kind = catalog.datasets()[name]
        if kind.missing() != 0:
            continue
        data = kind.load({field.name: field.default for field in kind.fields}, 0)
        told = [int(number.replace(",", "")) for number in (training, test)]
        assert told == [len(data.training), len(data.test)], name


NETWORKS = re.findall(
    r"^```json\n(.*?)^```$",
    (ROOT / "docs/network-format.md").read_text("utf-8"),
    re.MULTILINE | re.DOTALL,
)


@pytest.mark.parametrize("source", NETWORKS)
def test_networks_in_the_page_about_documents_can_be_trained(source: str):
    checked = check(read(source))
    assert checked.problems == ()
    build(checked)
    written = checked.document.to_json()
    assert read(written) == checked.document


def test_the_page_about_documents_shows_networks():
    assert len(NETWORKS) >= 2


def test_every_probe_is_in_the_protocol():
    text = (ROOT / "docs/protocol.md").read_text("utf-8")
    assert [name for name in catalog.probes() if f"| `{name}` |" not in text] == []


def test_every_decision_is_listed_and_numbered():
    folder = ROOT / "docs/decisions"
    index = (folder / "README.md").read_text("utf-8")
    pages = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert [name for name in pages if f"({name})" not in index] == []
    assert [name[:4] for name in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    for name in pages:
        text = (folder / name).read_text("utf-8")
        assert text.startswith(f"# {name[:4]}: ")
        assert re.search(r"^\d{4}-\d\d-\d\d, (accepted|replaced by \d{4})$", text, re.MULTILINE)
        for part in ("Context", "Decision", "Reasons", "Cost"):
            assert f"\n## {part}\n" in text


def test_every_setting_is_documented():
    text = (ROOT / "docs" / "self-hosting.md").read_text("utf-8")
    missing = [name for name in Settings.model_fields if f"`{name.upper()}`" not in text]
    assert missing == [], "docs/self-hosting.md lacks these settings"
