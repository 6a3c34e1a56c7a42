"""Keeps the words of JetDesk: collects them from the source, takes in translations, compiles, checks.

Run inside .venv by dev.py: `catalogue.py update [FILE ...]` or `catalogue.py check`.
"""

from __future__ import annotations

import ast
import io
import string
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "jetdesk.pot"
JAPANESE = LOCALE / "ja" / "LC_MESSAGES" / "jetdesk.po"
COMPILED = JAPANESE.with_suffix(".mo")
KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"tr": None, "msg": None, "t": None, "_t": None, "tr_n": (1, 2)}
# one date for ever, so that a file changes only when its words do
_DATE = datetime(2026, 1, 1, tzinfo=timezone.utc)
_PEOPLE = "The JetDesk engineers"
_HEADER = "# The words of JetDesk. Made by `packaging/dev.py catalogue`; translations are kept."


def collect(source: Path) -> Catalog:
    """Every text in a call of a keyword, from the Python files below a folder."""
    words = _empty(None)
    for _, _, text, _, _ in extract_from_dir(source, method_map=[("**.py", "python")], keywords=KEYWORDS):
        words.add(text)
    for file in sorted(source.rglob("*.py")):
        for text in _inside_strings(ast.parse(file.read_text(encoding="utf-8"))):
            words.add(text)
    return words


def _inside_strings(tree: ast.AST) -> Iterator[str | tuple[str, str]]:
    """Texts of calls that stand inside an f-string, which the extractor does not look into."""
    whole = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    calls = (node for string in whole for node in ast.walk(string) if isinstance(node, ast.Call))
    for call in calls:
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in KEYWORDS and texts:
            yield (texts[0], texts[1]) if name == "tr_n" else texts[0]


def read(path: Path, locale: str | None = "ja") -> Catalog:
    if not path.exists():
        return _empty(locale)
    with path.open("rb") as stream:
        return read_po(stream, locale=locale)


def take_in(words: Catalog, lines: Iterable[str]) -> list[str]:
    """Fill in `English<TAB>Japanese` lines; gives back the English not asked for or given twice."""
    keys = {form: message.id for message in _entries(words) for form in _forms(message.id)}
    odd: list[str] = []
    given: dict[str, str] = {}
    for line in lines:
        english, tab, japanese = line.rstrip("\r\n").replace("\\n", "\n").partition("\t")
        if not tab or not japanese.strip():
            continue
        if english not in keys or given.setdefault(english, japanese) != japanese:
            odd.append(english)
            continue
        message = words[keys[english]]
        message.string = (japanese,) if message.pluralizable else japanese
    return odd


def problems(wanted: Catalog, words: Catalog) -> Iterator[str]:
    """What stands between the source and a full, right translation; nothing when all is well."""
    needed = {_key(message) for message in _entries(wanted)}
    present = {_key(message) for message in _entries(words)}
    yield from (f"not in the catalogue: {text!r}" for text in sorted(needed - present))
    yield from (f"no longer in the source: {text!r}" for text in sorted(present - needed))
    yield from (f"obsolete entry: {text!r}" for text in words.obsolete)
    for message in _entries(words):
        if message.fuzzy:
            yield f"fuzzy: {_key(message)!r}"
        yield from _translation_problems(message)


def places(text: str) -> set[str]:
    """The names between braces: {"n"} for "{n} sheets"; a text that is no format has the place "?"."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"?"}


def compiled(words: Catalog) -> bytes:
    stream = io.BytesIO()
    write_mo(stream, words)
    return stream.getvalue()


def update(files: list[str]) -> int:
    wanted = collect(ROOT / "jetdesk")
    words = read(JAPANESE)
    words.update(wanted, no_fuzzy_matching=True)
    words.obsolete.clear()
    odd = take_in(words, [line for file in files for line in Path(file).read_text("utf-8").splitlines()])
    _write(TEMPLATE, wanted)
    _write(JAPANESE, words)
    COMPILED.write_bytes(compiled(read(JAPANESE)))
    for english in odd:
        print(f"not asked for, or translated twice: {english!r}")
    return _tell(list(problems(wanted, words)), len(words))


def check() -> int:
    wanted, words = collect(ROOT / "jetdesk"), read(JAPANESE)
    found = list(problems(wanted, words))
    if {_key(m) for m in _entries(wanted)} != {_key(m) for m in _entries(read(TEMPLATE, None))}:
        found.append("the template is not that of the source")
    if not COMPILED.exists() or COMPILED.read_bytes() != compiled(words):
        found.append("the compiled catalogue is not that of the translation")
    return _tell(found, len(words)) or (1 if found else 0)


def _tell(found: list[str], count: int) -> int:
    for problem in found:
        print(problem)
    print(f"{count} texts, {len(found)} problems." + (" Then: packaging/dev.py catalogue" if found else ""))
    return 0


def _empty(locale: str | None) -> Catalog:
    return Catalog(
        locale=locale,
        header_comment=_HEADER,
        project="JetDesk",
        version="1",
        msgid_bugs_address="the issues of JetDesk",
        last_translator=_PEOPLE,
        language_team=_PEOPLE,
        creation_date=_DATE,
        revision_date=_DATE,
        charset="utf-8",
        fuzzy=False,
    )


def _write(path: Path, words: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, words, no_location=True, sort_output=True, width=0, ignore_obsolete=True)


def _entries(words: Catalog) -> Iterator[Message]:
    return (message for message in words if message.id)


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _key(message: Message) -> str:
    return " | ".join(_forms(message.id))


def _translation_problems(message: Message) -> Iterator[str]:
    translations = _forms(message.string or "")
    if not all(text.strip() for text in translations):
        yield f"not translated: {_key(message)!r}"
    elif any(places(text) != places(_forms(message.id)[-1]) for text in translations):
        yield f"other places between braces: {_key(message)!r} and {' | '.join(translations)!r}"


if __name__ == "__main__":
    raise SystemExit(update(sys.argv[2:]) if sys.argv[1] == "update" else check())
