"""The house rules that a machine can see."""

import ast
import fnmatch
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.paths import resource

HOME = Path(__file__).resolve().parent.parent
AGREED = {".git", ".gitignore", ".gitattributes", ".ci", "LICENSE", "README.md", "pyproject.toml"}
ROOMS = {"desktop", "resources", "tests", "packaging"}
BINARY = {".png", ".ttf", ".ico", ".xlsx", ".docx", ".qm", ".db", ".gz", ".zip", ".xls", ".pdf"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 40

# Written so that this file does not find itself.
FORBIDDEN = {
    "a path of somebody's machine": r"/(work|farm)/|/tmp/[a-z]|/[r]oot/|/home/[a-z]|C:\\[U]sers",
    "an address of a registry": r"py[p]i\.org|python[h]osted|npm[j]s\.|index-url *=? *http|\"https?://[^\"]*/simple",
    "how it was made": r"(?i)\b(issue #?[0-9]+|[t]his session|[t]he ceo|[s]ubagent|[f]arm-)",
}


def files() -> Iterator[Path]:
    """Every file that we write ourselves."""
    for name in sorted(AGREED - {".git"} | ROOMS):
        path = HOME / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and "__pycache__" not in file.parts)


def texts() -> Iterator[tuple[Path, str]]:
    for file in files():
        if file.suffix not in BINARY:
            yield file, file.read_text("utf-8")


def sources(*rooms: str) -> Iterator[tuple[Path, str]]:
    for room in rooms:
        for file in sorted((HOME / room).rglob("*.py")):
            yield file, file.read_text("utf-8")


def found(pattern: str, lines: Iterator[tuple[Path, str]]) -> list[str]:
    search = re.compile(pattern)
    return [
        f"{file.relative_to(HOME)}:{text.count(chr(10), 0, hit.start()) + 1}: {hit.group()}"
        for file, text in lines
        for hit in search.finditer(text)
    ]


def runs_clean(*command: str) -> None:
    run = subprocess.run([sys.executable, *command], cwd=HOME, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.fail(run.stdout + run.stderr, pytrace=False)


def test_ruff_finds_nothing():
    runs_clean("-m", "ruff", "check", "--output-format", "concise", ".")


def test_mypy_finds_nothing():
    runs_clean("-m", "mypy")


def test_no_row_of_the_house_calls_one_above_it():
    runs_clean("-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])")


def test_every_room_and_file_has_its_door_plate():
    bare = [file for file, text in sources("desktop") if not ast.get_docstring(ast.parse(text))]
    assert bare == []
    folders = {file.parent for file, _ in sources("desktop")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_no_file_is_longer_than_one_subject():
    long = [f"{file} {len(text.splitlines())}" for file, text in sources("desktop", "packaging")]
    assert [line for line in long if int(line.split()[-1]) > LONGEST_FILE] == []


def test_no_function_is_longer_than_a_screen():
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        f"{file}:{node.lineno} {node.name}"
        for file, text in sources("desktop", "packaging")
        if file.parent.name != "versions"  # a schema is one list, however long
        for node in ast.walk(ast.parse(text))
        if isinstance(node, functions) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_the_top_level_holds_only_the_agreed_names():
    ignored = [line.strip("/") for line in (HOME / ".gitignore").read_text("utf-8").split()]
    strangers = {path.name for path in HOME.iterdir()} - AGREED - ROOMS
    assert [name for name in strangers if not any(fnmatch.fnmatch(name, line) for line in ignored)] == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_tells(what):
    assert found(FORBIDDEN[what], texts()) == []


def test_an_f_string_is_never_handed_to_the_translator():
    assert found(r"\btr\(\s*f[\"']|\btranslate\([^)]*\bf[\"']", sources("desktop")) == []


def test_no_test_types_vietnamese_by_key_clicks():
    assert found(r"keyClicks\([^)]*[\"'][^\"')]*[^ -~\"'\n][^)]*\)", sources("tests")) == []


def test_no_test_is_left_out():
    assert found(r"mark\.s[k]ip\b|pytest\.s[k]ip\(|x[f]ail", sources("tests")) == []


def test_every_resource_that_the_code_names_exists():
    named = [
        ast.literal_eval(f"({hit.group(1)},)")
        for _, text in sources("desktop")
        for hit in re.finditer(r"\bresource\(((?:\"[^\"]+\"(?:, )?)+)\)", text)
    ]
    assert named, "the search finds no resource any more"
    assert [parts for parts in named if not resource(*parts).exists()] == []


def pinned(name: str) -> set[str]:
    text = (HOME / "packaging" / name).read_text("utf-8")
    return set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))


def test_every_dependency_is_locked_with_its_hashes():
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    names = {re.split(r"[<>=\[ ]", line)[0].lower() for line in wanted}
    assert names - pinned("requirements.txt") - pinned("requirements-test.txt") == set()


def test_every_library_on_board_is_listed_with_its_licence():
    listed = (HOME / "packaging" / "licences.md").read_text("utf-8").lower()
    assert [name for name in sorted(pinned("requirements.txt")) if f"| {name} |" not in listed] == []


def test_qt_does_not_lose_references_to_none(qapp):
    # PySide6 6.12.0 on Python 3.11 loses one or two at each call and aborts when none is left.
    before = sys.getrefcount(None)
    for _ in range(2000):
        qapp.processEvents()
    assert sys.getrefcount(None) > before - 500
