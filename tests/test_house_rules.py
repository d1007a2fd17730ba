"""The house rules that a machine can check, over every source file of the repository."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

from engine import catalog
from engine.errors import MESSAGES

ROOT = Path(__file__).parent.parent
FOLDERS = ("engine", "server", "lessons", "tests", "bench", "docs", "web/src", "web/tests")
SKIPPED = {"node_modules", "dist", "static", "__pycache__"}
TOP = ("README.md", "CONTRIBUTING.md", "Makefile", "pyproject.toml", ".ci/run")

MOST_LINES = 400
MOST_FUNCTION_LINES = 60

# Words that German books use as they are.
LOANWORDS = {
    *("Dense", "Flatten", "Dropout", "Softmax", "Sigmoid", "Tanh", "ReLU", "Leaky ReLU", "ELU"),
    *("GELU", "Adam", "SGD", "RMSprop", "AMSGrad", "Nesterov", "Epsilon", "Momentum", "Padding"),
    *("Rho", "Bias", "Alpha", "Delta", "Gamma", "Beta 1", "Beta 2", "Pooling", "Grad-CAM"),
    *("LeNet-5", "Linear", "Conv2D", "MaxPooling2D", "AveragePooling2D", "GlobalAveragePooling2D"),
}  # fmt: skip


def files(*endings: str) -> list[Path]:
    found = [
        path
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in endings and not SKIPPED & set(path.parts)
    ]
    return sorted(found)


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


PYTHON = files(".py")
SOURCES = [path for path in files(".py", ".ts", ".tsx", ".css") if ".gen." not in path.name]
TEXTS = [*files(".py", ".ts", ".tsx", ".css", ".md", ".json"), *(ROOT / name for name in TOP)]
HERE = Path(__file__)


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def test_there_is_something_to_check():
    assert len(PYTHON) > 50


def test_files_are_short():
    assert [short(path) for path in SOURCES if len(lines_of(path)) > MOST_LINES] == []


def test_half_of_all_files_are_very_short():
    lengths = sorted(len(lines_of(path)) for path in SOURCES)
    assert lengths[len(lengths) // 2] <= 150


def test_functions_are_short():
    long = [
        f"{short(path)}: {function.name} has {length} lines"
        for path in PYTHON
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (function.end_lineno or 0) - function.lineno + 1) > MOST_FUNCTION_LINES
    ]
    assert long == []


def test_every_module_opens_with_a_sentence():
    """In `migrations`, as Alembic writes them, too. An empty `__init__.py` says nothing to read."""
    silent = [
        short(path)
        for path in PYTHON
        if path.stat().st_size and not _opening(path).endswith((".", "!", "?"))
    ]
    assert silent == []


def _opening(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return docstring.split("\n\n", maxsplit=1)[0].strip()


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a reminder", r"\b(TODO|FIXME|XXX|HACK)\b"),
        ("a path of one machine", r"""(?<![\w.}/*-])/(work|root|home|Users|mnt|scratch)/\w"""),
        ("a debugger", r"\b(breakpoint\(\)|pdb\.set_trace|debugger;)"),
        ("a conflict", r"^(<{7}|>{7}) "),
    ],
)
def test_no_text_holds(what: str, pattern: str):
    found = [
        f"{short(path)}:{number}: {what}"
        for path in TEXTS
        if path.exists() and path != HERE
        for number, line in enumerate(lines_of(path), 1)
        if re.search(pattern, line)
    ]
    assert found == []


@pytest.mark.skipif(
    not shutil.which("git") or not (ROOT / ".git").exists(), reason="not a git checkout"
)
def test_nothing_ignored_and_no_link_is_tracked():
    """A tracked `.venv` link once replaced the environment of every checkout."""

    def listed(*arguments: str) -> list[str]:
        command = ["git", "-C", str(ROOT), "ls-files", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split(
            "\n"
        )

    assert [path for path in listed("-ci", "--exclude-standard") if path] == []
    assert [line for line in listed("-s") if line.startswith("120000")] == []


def test_every_test_file_has_a_name_of_its_own():
    """pytest imports them by their bare names."""
    names = [path.name for path in files(".py") if path.name.startswith("test_")]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_a_class_is_described_in_one_style_sheet():
    """Sheets share one space of names: a second ``.cells`` would change the first."""
    sheets: dict[str, set[str]] = {}
    for path in files(".css"):
        for name in re.findall(r"^\.([a-z][a-z0-9-]*) \{", path.read_text("utf-8"), re.MULTILINE):
            sheets.setdefault(name, set()).add(short(path))
    sheets.pop("inspector")  # its place in the page stands with the other panels
    assert {name: found for name, found in sheets.items() if len(found) > 1} == {}


def texts(value: Any, place: str = "") -> Iterator[tuple[str, str, str]]:
    """Every pair of texts in the catalog with the way to it."""
    if isinstance(value, dict):
        if set(value) == {"en", "de"}:
            yield place, value["en"], value["de"]
        else:
            for key, part in value.items():
                yield from texts(part, f"{place}/{key}")
    elif isinstance(value, list):
        for part in value:
            name = part.get("name", "") if isinstance(part, dict) else ""
            yield from texts(part, f"{place}/{name}")


def all_texts() -> list[tuple[str, str, str]]:
    messages = [(f"message {code}", text.en, text.de) for code, text in MESSAGES.items()]
    return [*texts(catalog.describe()), *messages]


def test_every_text_is_there_in_both_languages():
    empty = [place for place, en, de in all_texts() if not en.strip() or not de.strip()]
    assert empty == []


def test_german_is_not_left_in_english():
    same = {
        f"{place}: {en}"
        for place, en, de in all_texts()
        if en == de and en not in LOANWORDS and re.search(r"[A-Za-z]{3}", en)
        if not is_called_as_in_code(place, en)
    }
    assert same == set()


def is_called_as_in_code(place: str, label: str) -> bool:
    """A kind's label may be the name of its class: Conv1D for conv1d."""
    return place.replace("_", "").endswith(f"/{label.lower()}/label")


def test_german_says_du():
    """A capital Sie, Ihr or Ihnen inside a sentence addresses the reader formally."""
    formal = re.compile(r"(?<=[a-zäöüß,;] )(Sie|Ihre?[mnrs]?|Ihnen)\b")
    assert [f"{place}: {de}" for place, _, de in all_texts() if formal.search(de)] == []


def test_german_has_its_umlauts():
    spelled_out = re.compile(r"\b\w*(fuer|ueber|koenn|moeg|waehl|laeuft|groess|zurueck)\w*", re.I)
    assert [de for _, _, de in all_texts() if spelled_out.search(de)] == []


def test_messages_use_the_same_values_in_both_languages():
    def values(text: str) -> set[str]:
        return {name.split("!")[0].split(":")[0] for name in re.findall(r"{(\w[^}]*)}", text)}

    differing = [code for code, text in MESSAGES.items() if values(text.en) != values(text.de)]
    assert differing == []


def test_names_of_kinds_are_unique_and_in_snake_case():
    described = catalog.describe()
    for sort, kinds in described.items():
        names = [kind["name"] for kind in kinds]
        assert len(names) == len(set(names)), sort
        assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9_]*", name)] == []


def test_no_two_modules_import_each_other():
    """Not even in a roundabout way, and not for the sake of types either."""
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in PYTHON
        if path.relative_to(ROOT).parts[0] in ("engine", "server")
    }

    def imported(path: Path) -> set[str]:
        found: set[str] = set()
        for statement in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(statement, ast.Import):
                found |= {alias.name for alias in statement.names}
            elif isinstance(statement, ast.ImportFrom) and statement.module:
                names = {f"{statement.module}.{alias.name}" for alias in statement.names}
                found |= names & modules.keys() or {statement.module}
        return found & modules.keys()

    order = TopologicalSorter({name: imported(path) for name, path in modules.items()})
    assert len(list(order.static_order())) == len(modules)
