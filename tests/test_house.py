"""The house itself: packaging, words, fonts, icons, folders and the log."""

import ast
import gettext
import importlib.util
import io
import logging
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from jetdesk import log, paths

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
FONTS = sorted((ROOT / "resources" / "fonts").glob("*.ttf"))
ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))


def load(name: str) -> ModuleType:
    """A file of packaging/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# The wheel, the command menu, the lock


def test_the_wheel_carries_the_resources_and_the_command() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["jetdesk"]
    assert wheel["force-include"] == {"resources": "jetdesk/resources"}
    assert project["project"]["scripts"] == {"jetdesk": "jetdesk.app:main"}
    assert project["project"]["requires-python"] == ">=3.11"


def test_packaging_does_not_shadow_the_library_of_that_name() -> None:
    assert not (PACKAGING / "__init__.py").exists()


@pytest.mark.parametrize("name", ["dev", "environment", "system", "checks", "postgres"])
def test_the_command_menu_needs_only_the_standard_library(name: str) -> None:
    tree = ast.parse((PACKAGING / f"{name}.py").read_text("utf-8"))
    plain = (alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names)
    froms = (node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    siblings = {"environment", "system", "checks", "postgres"}
    used = {module.partition(".")[0] for module in (*plain, *froms)}
    assert used <= siblings | set(sys.stdlib_module_names)
    assert not siblings & set(sys.stdlib_module_names)


def test_the_lock_names_hashes_and_no_places() -> None:
    lines = (PACKAGING / "requirements.lock").read_text("utf-8").splitlines()
    pinned = [line for line in lines if re.match(r"[a-z]", line)]
    assert len(pinned) > 40
    for line in pinned:
        assert re.match(r"[a-z0-9.-]+==[\w.]+( ; [^/\\]+)? \\$", line), line
    rest = [line for line in lines if line not in pinned]
    assert all(re.match(r"    --hash=sha256:[0-9a-f]{64}( \\)?$", line) for line in rest if line)


def test_the_lock_holds_every_dependency_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[\[<>=; ]", line)[0].lower().replace("_", "-") for line in wanted}
    lock = (PACKAGING / "requirements.lock").read_text("utf-8")
    assert names <= set(re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE))


def test_system_libraries_are_named_as_debian_names_them() -> None:
    system = load("system")
    assert system.packages_for(["libxcb-icccm.so.4", "libEGL.so.1"]) == ["libegl1", "libxcb-icccm4"]
    assert system.packages_for(["libnew.so.9"]) == ["libnew.so.9"]
    assert not system.needed_without_window(["libxcb-cursor.so.0", "libxkbcommon-x11.so.0"])
    assert system.needed_without_window(["libxcb-cursor.so.0", "libEGL.so.1"])
    assert system.command(["libegl1"]).endswith("install --yes --no-install-recommends libegl1")


# Fonts and icons


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_every_font_is_truetype_with_its_licence_beside_it(font: Path) -> None:
    assert font.read_bytes()[:4] == b"\x00\x01\x00\x00"
    licence = font.with_name(f"{font.stem.partition('-')[0]}-OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_every_family_has_a_regular_and_a_heavier_font() -> None:
    styles = {(font.stem.partition("-")[0], font.stem.partition("-")[2]) for font in FONTS}
    assert {name for name, style in styles if style == "Regular"} == {name for name, _ in styles}
    assert {name for name, style in styles if style in ("SemiBold", "Bold")} == {name for name, _ in styles}


@pytest.mark.parametrize("icon", ICONS, ids=lambda path: path.stem)
def test_every_icon_is_one_colour_on_one_grid(icon: Path) -> None:
    tree = ElementTree.parse(icon).getroot()
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert tree.get("viewBox") == "0 0 24 24"
    paints = {part.get(name) for part in tree.iter() for name in ("fill", "stroke")}
    assert paints <= {None, "none", "currentColor"}
    assert "currentColor" in paints


def test_the_icons_have_their_licence_beside_them() -> None:
    assert len(ICONS) > 50
    assert "ISC License" in (ROOT / "resources" / "icons" / "LICENSE-lucide.txt").read_text("utf-8")


# Words


@pytest.fixture(scope="module")
def words() -> ModuleType:
    return load("catalogue")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "screen.py").write_text(
        'tr("Save")\nmsg("Row {row} has no name", row=3)\nself.t("Two\\n" "lines")\n'
        'tr_n("{n} sheet", "{n} sheets", 4)\nother("not a word")\n',
        "utf-8",
    )
    return tmp_path


FULL = [
    "Save\t保存",
    "Row {row} has no name\t{row}行目に氏名がありません",
    "Two\\nlines\t二\\n行",
    "{n} sheets\t{n}枚",
]


def translated(words: ModuleType, source: Path, lines: list[str]) -> tuple[list[str], list[str]]:
    """What was odd about the lines, and the problems left."""
    wanted, made = words.collect(source), words.collect(source)
    made.locale = "ja"
    odd = words.take_in(made, lines)
    return odd, list(words.problems(wanted, made))


def test_words_of_every_keyword_are_found_and_translated(words: ModuleType, source: Path) -> None:
    assert translated(words, source, FULL) == ([], [])


def test_a_missing_translation_is_told(words: ModuleType, source: Path) -> None:
    assert translated(words, source, FULL[1:]) == ([], ["not translated: 'Save'"])


@pytest.mark.parametrize("japanese", ["{rows}行目", "行目", "{row}{column}", "{row"])
def test_other_places_between_braces_are_told(words: ModuleType, source: Path, japanese: str) -> None:
    _, problems = translated(words, source, [FULL[0], f"Row {{row}} has no name\t{japanese}", *FULL[2:]])
    assert len(problems) == 1
    assert problems[0].startswith("other places between braces: 'Row {row} has no name'")


def test_words_that_nobody_asks_for_or_that_differ_are_told(words: ModuleType, source: Path) -> None:
    odd, problems = translated(words, source, [*FULL, "Close\t閉じる", "Save\t保管", "Save\t保存"])
    assert odd == ["Close", "Save"]
    assert problems == []


def test_words_that_left_or_entered_the_source_are_told(words: ModuleType, source: Path) -> None:
    before = words.collect(source)
    (source / "screen.py").write_text('tr("Save as")\n', "utf-8")
    problems = list(words.problems(words.collect(source), before))
    assert "not in the catalogue: 'Save as'" in problems
    assert "no longer in the source: 'Save'" in problems


def test_words_inside_an_f_string_are_collected_too(words: ModuleType, tmp_path: Path) -> None:
    """They were not, and stayed English in the Japanese window."""
    file = tmp_path / "screen.py"
    file.write_text("x = f\"{tr('At least ten.')} {self.t('Name')} {tr_n('{n} page', '{n} pages', 3)}\"\n", "utf-8")
    found = {message.id for message in words.collect(tmp_path) if message.id}
    assert found == {"At least ten.", "Name", ("{n} page", "{n} pages")}


def test_a_compiled_catalogue_is_the_same_every_time_and_can_be_read(words: ModuleType, source: Path) -> None:
    made = words.read(source / "none.po")
    made.update(words.collect(source))
    words.take_in(made, FULL)
    assert words.compiled(made) == words.compiled(made)
    japanese = gettext.GNUTranslations(io.BytesIO(words.compiled(made)))
    assert japanese.gettext("Two\nlines") == "二\n行"
    assert japanese.ngettext("{n} sheet", "{n} sheets", 1) == "{n}枚"


# Folders and the log


def test_one_variable_moves_every_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JETDESK_HOME", str(tmp_path))
    assert {paths.desks_folder().parent, paths.settings_file().parent, paths.log_file().parent} == {tmp_path}


def test_without_it_they_are_the_systems_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JETDESK_HOME", raising=False)
    for path in (paths.desks_folder(), paths.settings_file(), paths.log_file()):
        assert path.is_absolute()
        assert "jetdesk" in str(path).lower()


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "logs" / "jetdesk.log"
    log.start(path)
    yield path
    log.stop()


def fail_over(name: str) -> None:
    try:
        raise KeyError(name)
    except KeyError as problem:
        raise ValueError(f"{name} scored 5") from problem


def test_an_exception_is_logged_without_its_words(log_file: Path) -> None:
    try:
        fail_over("Noor al-Rashidi")
    except ValueError:
        log.get("jetdesk.ui").exception("slot failed on %s", "sheet-17")
    text = log_file.read_text("utf-8")
    assert "Noor" not in text
    assert "scored" not in text
    assert "ERROR jetdesk.ui: slot failed on sheet-17" in text
    assert re.search(r"builtins\.ValueError\n  test_house\.py:\d+ test_an_exception_is_logged", text)
    assert re.search(r"builtins\.KeyError\n  test_house\.py:\d+ fail_over$", text, re.MULTILINE)


def test_an_exception_given_as_an_argument_is_named_by_its_type(log_file: Path) -> None:
    log.get("sync").warning("refused: %s", ValueError("Noor al-Rashidi"))
    assert log_file.read_text("utf-8").endswith("WARNING jetdesk.sync: refused: ValueError\n")


def test_what_another_handler_formatted_is_not_copied(log_file: Path) -> None:
    record = logging.LogRecord("jetdesk", logging.ERROR, __file__, 1, "failed", None, None)
    record.exc_text = "Traceback: Noor al-Rashidi"
    log.get("jetdesk").handle(record)
    assert "Noor" not in log_file.read_text("utf-8")


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    log.start(tmp_path / "file" / "jetdesk.log")
    log.get("jetdesk").error("lost")
    log.stop()


def test_starting_again_writes_to_the_new_file_only(log_file: Path, tmp_path: Path) -> None:
    log.start(tmp_path / "second.log")
    log.get("jetdesk").info("here")
    assert log_file.read_text("utf-8") == ""
    assert "here" in (tmp_path / "second.log").read_text("utf-8")
