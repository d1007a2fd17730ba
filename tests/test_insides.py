"""Every layer of the catalog can be looked into: one file of the page shows its kind."""

import re
from collections import Counter
from pathlib import Path

from engine import catalog

INSIDES = Path(__file__).parents[1] / "web/src/views/inside"


def shown():
    """The kinds that each file says it shows."""
    found: dict[str, list[str]] = {}
    for file in sorted(INSIDES.glob("*.tsx")):
        (kinds,) = re.findall(r"^  kinds: \[(.*?)\]", file.read_text(), re.MULTILINE | re.DOTALL)
        found[file.name] = re.findall(r"'(\w+)'", kinds)
    return found


def test_every_kind_has_a_picture_of_its_inside():
    drawn = {kind for kinds in shown().values() for kind in kinds}
    assert sorted(catalog.layers().keys() - drawn) == []


def test_a_file_shows_only_kinds_that_exist_and_no_other_file_shows():
    count = Counter(kind for kinds in shown().values() for kind in kinds)
    assert sorted(count.keys() - catalog.layers().keys()) == []
    assert [kind for kind, files in count.items() if files > 1] == []
