"""Domain values as fields of rows, and rows as domain values."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from sys import intern
from typing import cast

from sqlalchemy import RowMapping

from jetdesk.desk.entry import Value
from jetdesk.domain.applicant import COLUMNS, Applicant, Position
from jetdesk.domain.document import Document, DocumentKind, DocumentState
from jetdesk.domain.office import Affiliation, Assignment, Cycle, Office, Panel, Person, Role, Slot, Window
from jetdesk.domain.selection import Override
from jetdesk.domain.sheet import Origin, Overall, Rating, ScoreSheet

Row = RowMapping
DATES = ("date_of_birth", "graduation_date")


def applicant_fields(applicant: Applicant) -> dict[str, Value]:
    """Every canonical column as text or number; blank text is kept blank."""
    values: dict[str, Value] = {name: getattr(applicant, name) for name in COLUMNS}
    values["submitted_at"] = applicant.submitted_at.isoformat()
    values["position"] = applicant.position.value
    for name in DATES:
        value: date | None = getattr(applicant, name)
        values[name] = value.isoformat() if value else ""
    return values


def applicant_of(row: Row) -> Applicant:
    # Most cells say what thousands of others say: sharing them halves the memory of a whole office.
    texts = {name: intern(_text(row[name])) for name in COLUMNS if name not in _TYPED}
    return Applicant(
        submitted_at=datetime.fromisoformat(_text(row["submitted_at"])),
        position=Position(_text(row["position"])),
        date_of_birth=date.fromisoformat(_text(row["date_of_birth"])),
        graduation_date=date.fromisoformat(day) if (day := _text(row["graduation_date"])) else None,
        statement_words=cast(int | None, row["statement_words"]),
        **texts,
    )


_TYPED = {"submitted_at", "position", "statement_words", *DATES}


def document_of(row: Row) -> Document:
    return Document(
        id=_text(row["id"]),
        applicant_id=_text(row["applicant"]),
        kind=DocumentKind(_text(row["kind"])),
        number=_int(row["number"]),
        file_name=_text(row["file_name"]),
        media_type=_text(row["media_type"]),
        size=_int(row["size"]),
        sha256=_text(row["sha256"]),
        state=DocumentState(_text(row["state"])),
        pages=_int(row["pages"]),
    )


def document_fields(document: Document, key: str) -> dict[str, Value]:
    """`key` is the random key under which its chunks are sealed."""
    return {
        "applicant": document.applicant_id, "kind": document.kind.value, "number": document.number,
        "file_name": document.file_name, "media_type": document.media_type, "size": document.size,
        "sha256": document.sha256, "state": document.state.value, "pages": document.pages, "key": key,
    }  # fmt: skip


def office_fields(office: Office) -> dict[str, Value]:
    window = office.cycle.window
    return {
        "code": office.code,
        "name": office.name,
        "name_ja": office.name_ja,
        "time_zone": office.time_zone,
        "paper": office.paper,
        "languages": json.dumps(office.languages),
        "year": office.cycle.year,
        "opens": window.opens.isoformat() if window else "",
        "closes": window.closes.isoformat() if window else "",
        "arrival": office.cycle.arrival.isoformat() if office.cycle.arrival else "",
        "nationalities": json.dumps(office.cycle.nationalities),
        "quota": json.dumps({k.value: v for k, v in sorted(office.quota.items())}),
        "alternates": json.dumps({k.value: v for k, v in sorted(office.alternates.items())}),
        "rubrics": json.dumps({k.value: v for k, v in sorted(office.rubrics.items())}),
        "tie_breaks": json.dumps(office.tie_breaks),
        "retention_years": office.retention_years,
    }


def office_of(row: Row) -> Office:
    opens, closes, arrival = (_text(row[name]) for name in ("opens", "closes", "arrival"))
    window = Window(datetime.fromisoformat(opens), datetime.fromisoformat(closes)) if opens and closes else None
    cycle = Cycle(
        _int(row["year"]), window, date.fromisoformat(arrival) if arrival else None, _texts(row["nationalities"])
    )
    return Office(
        code=_text(row["code"]),
        name=_text(row["name"]),
        cycle=cycle,
        name_ja=_text(row["name_ja"]),
        time_zone=_text(row["time_zone"]),
        paper=_text(row["paper"]),
        languages=_texts(row["languages"]),
        quota={Position(k): v for k, v in json.loads(_text(row["quota"])).items()},
        alternates={Position(k): v for k, v in json.loads(_text(row["alternates"])).items()},
        rubrics={Position(k): v for k, v in json.loads(_text(row["rubrics"])).items()},
        tie_breaks=_texts(row["tie_breaks"]),
        retention_years=_int(row["retention_years"]),
    )


def person_fields(person: Person) -> dict[str, Value]:
    said = {"name": person.name, "role": person.role.value, "affiliation": person.affiliation.value}
    known = {"employer": person.employer, "institution": person.institution}
    japanese: dict[str, Value] = {"speaks_japanese": True} if person.speaks_japanese else {}
    return {**said, **{name: text for name, text in known.items() if text}, **japanese}


def person_of(row: Row) -> Person:
    role, affiliation = Role(_text(row["role"])), Affiliation(_text(row["affiliation"]))
    return Person(
        _text(row["id"]), _text(row["name"]), role, affiliation, _text(row["employer"]), _text(row["institution"]),
        bool(row["speaks_japanese"]),
    )  # fmt: skip


def panel_fields(panel: Panel) -> dict[str, Value]:
    return {"members": json.dumps(panel.members), "chair": panel.chair, "room": panel.room}


def panel_of(row: Row) -> Panel:
    return Panel(_text(row["id"]), _texts(row["members"]), _text(row["chair"]), _text(row["room"]))


def slot_fields(slot: Slot) -> dict[str, Value]:
    starts = slot.starts_at.isoformat() if slot.starts_at else ""
    return {"panel": slot.panel_id, "starts_at": starts, "minutes": slot.minutes, "locked": slot.locked or None,
            "reason": slot.reason or None}  # fmt: skip


def slot_of(row: Row) -> Slot:
    """A slot's row is named after its applicant: nobody is interviewed twice."""
    starts = _text(row["starts_at"])
    return Slot(
        _text(row["id"]), _text(row["panel"]), datetime.fromisoformat(starts) if starts else None,
        _int(row["minutes"]), bool(row["locked"]), _text(row["reason"]),
    )  # fmt: skip


def assignment_of(row: Row) -> Assignment:
    return Assignment(
        _text(row["applicant"]), _text(row["panelist"]), bool(row["recused"]), _text(row["reason"]),
        _text(row["closed_reason"]),
    )  # fmt: skip


def rating_of(row: Row) -> Rating:
    level = row["level"] if isinstance(row["level"], int) else None
    return Rating(_text(row["criterion"]), level, bool(row["cannot_assess"]), _text(row["note"]))


def overall_of(value: Value) -> Overall | None:
    return Overall(str(value)) if value else None


def ratings_text(ratings: tuple[Rating, ...]) -> str:
    return json.dumps([asdict(rating) for rating in ratings], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def ratings_of(text: Value) -> tuple[Rating, ...]:
    return tuple(Rating(**rating) for rating in json.loads(_text(text)))


def sheet_fields(sheet: ScoreSheet) -> dict[str, Value]:
    return {
        "applicant": sheet.applicant_id, "panelist": sheet.panelist_id, "revision": sheet.revision,
        "rubric": sheet.rubric_id, "ratings": ratings_text(sheet.ratings),
        "overall": sheet.overall.value if sheet.overall else "", "submitted_at": sheet.submitted_at.isoformat(),
        "origin": sheet.origin.value, "entered_by": sheet.entered_by, "reason": sheet.reason,
        "notes_waived": sheet.notes_waived,
    }  # fmt: skip


def sheet_of(row: Row) -> ScoreSheet:
    return ScoreSheet(
        id=_text(row["id"]),
        applicant_id=_text(row["applicant"]),
        panelist_id=_text(row["panelist"]),
        revision=_int(row["revision"]),
        rubric_id=_text(row["rubric"]),
        ratings=ratings_of(row["ratings"]),
        overall=overall_of(row["overall"]),
        submitted_at=datetime.fromisoformat(_text(row["submitted_at"])),
        origin=Origin(_text(row["origin"])),
        entered_by=_text(row["entered_by"]),
        reason=_text(row["reason"]),
        notes_waived=bool(row["notes_waived"]),
    )


def is_sheet(fields: Mapping[str, Value]) -> bool:
    """Whether fields from another desk can be read as a score sheet."""
    try:
        ratings = ratings_of(fields["ratings"])
        overall_of(fields.get("overall"))
        datetime.fromisoformat(_text(fields.get("submitted_at")))
        Origin(_text(fields.get("origin")))
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    return all(isinstance(r.criterion, str) and isinstance(r.note, str) and type(r.level) in _LEVELS for r in ratings)


_LEVELS = (int, type(None))


def override_of(row: Row) -> Override:
    """An override's row is named after its applicant: the last one stands."""
    return Override(
        _text(row["id"]), _int(row["rank"]), _text(row["reason"]), _text(row["by"]),
        datetime.fromisoformat(_text(row["at"])),
    )  # fmt: skip


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _int(value: Value) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(str(item) for item in json.loads(_text(value) or "[]"))
