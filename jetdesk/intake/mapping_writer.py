"""A mapping as a file (TOML), such that reading it gives the same mapping."""

import json
from collections.abc import Iterable, Iterator

from jetdesk.domain.applicant import COLUMNS
from jetdesk.intake.export import NO_OPTIONS, FileOptions
from jetdesk.intake.mapping_file import DocumentTemplate, MappingFile


def mapping_to_toml(mapping: MappingFile) -> str:
    """What is said, and nothing that holds anyway."""
    lines = [
        *_section("file", _file(mapping)),
        *_section("columns", ((name, mapping.columns[name]) for name in COLUMNS if name in mapping.columns)),
    ]
    for name in COLUMNS:
        lines += _section(f"values.{name}", mapping.values.get(name, {}).items())
    return "\n".join([*lines, *_documents(mapping.documents)]).strip() + "\n"


def _file(mapping: MappingFile) -> Iterator[tuple[str, str | int | bool]]:
    said: FileOptions = mapping.options
    for name in ("delimiter", "encoding", "decimal", "sheet", "header_row", "group_row", "date_order", "time_zone"):
        value = getattr(said, name)
        if value and value != getattr(NO_OPTIONS, name):
            yield name, value
    if mapping.exact:
        yield "exact", True


def _documents(documents: DocumentTemplate | None) -> Iterator[str]:
    if documents:
        yield from _section("documents", [("template", documents.pattern)])
        yield from _section("documents.kinds", ((theirs, ours.value) for theirs, ours in documents.kinds.items()))


def _section(name: str, pairs: Iterable[tuple[str, str | int | bool]]) -> Iterator[str]:
    lines = [f"{_key(key)} = {_value(value)}" for key, value in pairs]
    if lines:
        yield from (f"[{name}]", *lines, "")


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else _value(key)


def _value(value: str | int | bool) -> str:
    """JSON's strings are TOML's, but for pairs of surrogates, which stay as they are, and DEL."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower()
