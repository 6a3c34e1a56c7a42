"""Competing values in words: whom they are about, what the field is called, what the value says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jetdesk.desk.database import Snapshot
from jetdesk.desk.entry import Value
from jetdesk.desk.queries import history as queries
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.queries.history import About
from jetdesk.domain.applicant import STATUS_NAMES
from jetdesk.domain.office import AFFILIATION_NAMES, ROLE_NAMES
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.selection import OUTCOME_NAMES
from jetdesk.domain.sheet import OVERALL_NAMES
from jetdesk.i18n import Message, chosen_language, msg


@dataclass(frozen=True, slots=True)
class Words:
    """The names that values are told with; `about` is asked of the snapshot."""

    connection: Snapshot
    names: Mapping[str, str]
    rubrics: tuple[Rubric, ...]

    def person(self, person: str) -> str:
        return self.names.get(person, person)

    def about(self, table: str, row: str) -> About:
        """Whom a row is about. The subject is the application number and name, or the name of a person or panel."""
        found = queries.find_about(self.connection, table, row)
        return found if found.subject else About(found.applicant, found.panelist, found.criterion, self.person(row))

    def what(self, table: str, row: str, field: str) -> Message:
        about = self.about(table, row)
        name = _field(table, field)
        if about.criterion:
            name = msg("{field} of {criterion}", field=name, criterion=self._criterion(about.criterion))
        if about.panelist:
            return msg("{field} by {person}", field=name, person=self.person(about.panelist))
        return name

    def value(self, table: str, field: str, value: Value) -> str:
        """In the chosen language."""
        if table == "seal" and field == "commitment":
            return str(msg("sealed sheet {digits}", digits=str(value)[:16]))
        if isinstance(value, bool) or field in _FLAGS:
            return str(msg("yes") if value else msg("no"))
        if value is None or value == "":
            return str(msg("(empty)"))
        return self._text(field, str(value))

    def _text(self, field: str, text: str) -> str:
        if field in _ENUMS:
            return str(_ENUMS[field].get(text, text))
        if field in _PEOPLE:
            return self.person(text)
        if field == "starts_at":
            return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M}"
        if text.startswith("["):
            return ", ".join(self.person(str(one)) for one in json.loads(text))
        return text

    def _criterion(self, criterion: str) -> str:
        for rubric in self.rubrics:
            for one in rubric.criteria:
                if one.id == criterion:
                    return one.title.text(chosen_language())
        return criterion


def read_words(connection: Snapshot) -> Words:
    names = {person.id: person.name for person in office_queries.list_people(connection)}
    return Words(connection, names, tuple(office_queries.list_rubrics(connection).values()))


def _field(table: str, field: str) -> Message:
    if field == "deleted":
        return msg("Removed")
    if (table, field) in _FIELDS:
        return _FIELDS[table, field]
    if table == "applicant":
        return msg("Column {name} of the application", name=field)
    if table == "office":
        return msg("Office setting {name}", name=field)
    return msg("{name} ({table})", name=field, table=table)


_FLAGS = frozenset({"deleted", "recused", "cannot_assess", "notes_waived", "reopened"})
_PEOPLE = frozenset({"chair", "signed_by", "by", "panelist", "entered_by"})
_ENUMS: dict[str, dict[str, Message]] = {
    "overall": {one.value: name for one, name in OVERALL_NAMES.items()},
    "status": {one.value: name for one, name in STATUS_NAMES.items()},
    "outcome": {one.value: name for one, name in OUTCOME_NAMES.items()},
    "role": {one.value: name for one, name in ROLE_NAMES.items()},
    "affiliation": {one.value: name for one, name in AFFILIATION_NAMES.items()},
}
_FIELDS: dict[tuple[str, str], Message] = {
    ("person", "name"): msg("Name"),
    ("person", "role"): msg("Role"),
    ("person", "affiliation"): msg("Affiliation"),
    ("panel", "members"): msg("Members"),
    ("panel", "chair"): msg("Chair"),
    ("panel", "room"): msg("Room"),
    ("applicant", "status"): msg("Decision of the screening"),
    ("applicant", "status_reason"): msg("Reason of the screening decision"),
    ("document", "kind"): msg("Kind of document"),
    ("document", "file_name"): msg("File name"),
    ("document", "sha256"): msg("Contents of the document"),
    ("slot", "panel"): msg("Panel"),
    ("slot", "starts_at"): msg("Time of the interview"),
    ("slot", "minutes"): msg("Length in minutes"),
    ("assignment", "recused"): msg("Recusal"),
    ("assignment", "reason"): msg("Reason of the recusal"),
    ("assignment", "closed_reason"): msg("Reason for closing without a sheet"),
    ("rating", "level"): msg("Level"),
    ("rating", "cannot_assess"): msg("Cannot assess"),
    ("rating", "note"): msg("Note"),
    ("draft", "overall"): msg("Overall recommendation"),
    ("sheet", "*"): msg("Sealed sheet"),
    ("seal", "commitment"): msg("Sealed sheet"),
    ("seal", "reopened"): msg("Opened again"),
    ("reopening", "reason"): msg("Reason for opening again"),
    ("selection", "quota"): msg("Places"),
    ("selection", "alternates"): msg("Alternates"),
    ("selection", "signed_by"): msg("Signed off by"),
    ("selection", "reopened_reason"): msg("Reason for reopening the list"),
    ("override", "rank"): msg("Moved to rank"),
    ("override", "reason"): msg("Reason of the move"),
    ("decision", "outcome"): msg("Outcome"),
    ("decision", "rank"): msg("Rank"),
    ("decision", "alternate"): msg("Place among the alternates"),
    ("decision", "reason"): msg("Reason of the decision"),
}
