"""The tables: the journal, and what is projected from it. Nothing but the projection writes the latter.

Rows may refer to rows that have not arrived or that this desk may never see: there are no foreign keys between them.
`heads` remembers, for each field, the entry that set it; `*` stands for the fields of the row's first entry.
"""

from sqlalchemy import Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.schema import SchemaItem

from jetdesk.domain.applicant import COLUMNS

FORMAT = 2
"""Of the database as a whole; a program refuses a higher one, and brings a lower one up when it is opened."""
PROJECTION = 4
"""Of the projected tables; where it differs from the desk's, they are rebuilt from the journal."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

journal = Table(
    "journal",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("desk", String, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("clock", Integer, nullable=False),
    Column("action", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("arrived", Integer),
    Column("revoked", Boolean),
    Index("journal_place", "desk", "epoch", "seq"),
)
"""`arrived`: milliseconds since 1970 by this laptop's clock, of entries from other desks. `revoked`: signed by a desk
after the place at which it was retired; kept, but not projected."""

envelope = Table(
    "envelope",
    metadata,
    Column("desk", String, primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("hash", String, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("through", Integer, nullable=False),
)
"""Envelopes that were sealed here or taken in, ever. `through`: the highest journal number of its desk and epoch that
was sealed in it or before it."""

given = Table(
    "given",
    metadata,
    Column("topic", String, primary_key=True),
    Column("desk", String, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""Which desks were given the past of which audience, up to which number of this journal."""

owed = Table(
    "owed",
    metadata,
    Column("entry", String, primary_key=True),
    Column("desk", String, primary_key=True),
)
"""Entries to be passed on to a desk with the next envelope."""

alarm = Table(
    "alarm",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("desk", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("settled", Text),
)
"""What a person has to look at: clones, restored backups, clocks, refused envelopes. Never goes by itself."""

conflict = Table(
    "conflict",
    metadata,
    Column("table_name", String, primary_key=True),
    Column("row_id", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("entry", String, primary_key=True),
    Column("value", Text),
)

superseded = Table(
    "superseded",
    metadata,
    Column("table_name", String, primary_key=True),
    Column("row_id", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("entry", String, primary_key=True),
)


def _projected(name: str, *columns: SchemaItem) -> Table:
    return Table(
        name,
        metadata,
        Column("id", String, primary_key=True),
        *columns,
        Column("deleted", Boolean),
        Column("heads", Text, nullable=False),
    )


def _text(*names: str) -> tuple[Column[str], ...]:
    return tuple(Column(name, Text) for name in names)


office = _projected(
    "office",
    *_text("code", "name", "name_ja", "time_zone", "paper", "languages", "opens", "closes", "arrival",
           "nationalities", "quota", "alternates", "rubrics", "tie_breaks", "screening", "mailbox", "reveal_rule",
           "timetable"),
    Column("year", Integer),
    Column("retention_years", Integer),
)  # fmt: skip
person = _projected(
    "person", *_text("name", "role", "affiliation", "employer", "institution"), Column("speaks_japanese", Boolean)
)
panel = _projected("panel", *_text("members", "chair", "room"))
rubric = _projected("rubric", *_text("position", "version", "source"))
applicant = _projected(
    "applicant",
    *_text("status", "status_reason"),
    *(Column(name, Integer if name == "statement_words" else Text) for name in COLUMNS),
    Index("applicant_no", "application_no"),
)
document = _projected(
    "document",
    *_text("applicant", "kind", "file_name", "media_type", "sha256", "state", "key"),
    Column("number", Integer),
    Column("size", Integer),
    Column("pages", Integer),
    Index("document_applicant", "applicant"),
)
slot = _projected("slot", *_text("panel", "starts_at", "reason"), Column("minutes", Integer), Column("locked", Boolean))
mapping = _projected("mapping", *_text("title", "headings", "source"))
"""A mapping file that was used, to be used again for an export with the same headings (JSON list)."""
ruling = _projected("ruling", *_text("applicant", "rule", "detail", "choice", "reason", "by", "at"))
"""What a person decided on a screening finding: confirmed, waived, or a document was asked for."""
interest = _projected(
    "interest", *_text("applicant", "panelist", "kind", "detail", "state", "reason", "at"),
    Index("interest_applicant", "applicant"),
)  # fmt: skip
"""A conflict of interest that a panelist declared, or that a coordinator confirmed or dismissed."""
availability = _projected("availability", *_text("windows", "reason"))
"""When an applicant can come, named like the applicant. `windows`: JSON list of [start, end], ISO 8601."""
attendance = _projected("attendance", *_text("state", "at"))
"""Check-in on the day, named like the applicant: arrived, late or absent."""
assignment = _projected(
    "assignment",
    *_text("applicant", "panelist", "reason", "closed_reason"),
    Column("recused", Boolean),
    Index("assignment_panelist", "panelist"),
    Index("assignment_applicant", "applicant"),
)
rating = _projected(
    "rating",
    *_text("applicant", "panelist", "criterion", "note"),
    Column("level", Integer),
    Column("cannot_assess", Boolean),
    Index("rating_sheet", "panelist", "applicant"),
)
draft = _projected("draft", *_text("applicant", "panelist", "overall"), Index("draft_panelist", "panelist"))
sheet = _projected(
    "sheet",
    *_text("applicant", "panelist", "rubric", "ratings", "overall", "submitted_at", "origin", "entered_by", "reason",
           "nonce"),
    Column("revision", Integer),
    Column("notes_waived", Boolean),
    Index("sheet_applicant", "applicant"),
    Index("sheet_panelist", "panelist"),
)  # fmt: skip
seal = _projected(
    "seal",
    *_text("commitment", "panelist", "applicant"),
    Column("revision", Integer),
    Column("reopened", Boolean),
)
member = _projected(
    "member",
    *_text("person", "role", "verify_key", "sealing_key", "recovery_key", "certificate", "retirement", "reason"),
    Column("certified_at", Integer),
    Column("retired_epoch", Integer),
    Column("retired_seq", Integer),
)
"""Desks of the office, named by desk id. `certificate` and `retirement` are signatures of the office root."""
receipt = _projected(
    "receipt",
    *_text("by", "of", "hash", "sheets"),
    Column("epoch", Integer),
    Column("seq", Integer),
    Column("at", Integer),
)
"""Desk `by` holds what desk `of` sealed, up to its journal entry (epoch, seq) with that hash. `sheets`: JSON list of
ids of the sheet entries among it."""
reveal = _projected("reveal", *_text("applicant", "by", "at", "sheets"))
"""`sheets`: JSON list of the ids of the revealed sheets' rows."""
reopening = _projected("reopening", *_text("applicant", "panelist", "reason", "at"), Column("revision", Integer))
"""A sheet whose revision of that number was opened again, named like the sheet's row."""
withdrawn = _projected("withdrawn", *_text("applicant", "panelist", "reason"))
"""A case that a desk of this panelist was given and is to forget, named like the expected sheet."""
resolution = _projected("resolution", *_text("of_table", "of_row", "of_field", "chosen", "reason", "by", "at"))
"""Which of several values a person chose, and why."""
consensus = _projected("consensus", *_text("applicant", "criterion", "overall"), Column("level", Integer))
"""What a panel agreed on so far, a row a criterion and one for the overall recommendation. Who says so tells the
signature of the entry: nobody can write it in another's name."""
verdict = _projected(
    "verdict",
    *_text("applicant", "levels", "overall", "reason", "reopened_reason", "at"),
    Column("edition", Integer),
)
"""A sealed consensus; `levels` is JSON by criterion. One that is taken up again gets its reason and another edition."""
discussion = _projected("discussion", *_text("applicant", "text", "at"))
agenda = _projected("agenda", *_text("applicant"), Column("deferred", Boolean))
selection = _projected(
    "selection",
    *_text("signed_by", "signed_at", "document_no", "reopened_reason", "basis"),
    Column("quota", Integer),
    Column("alternates", Integer),
    Column("edition", Integer),
)
override = _projected("override", *_text("position", "reason", "by", "at"), Column("rank", Integer))
decision = _projected(
    "decision",
    *_text("position", "outcome", "reason", "by", "at"),
    Column("rank", Integer),
    Column("alternate", Integer),
    Column("raw", Float),
)
aftermath = _projected("aftermath", *_text("applicant", "kind", "result", "reason", "by", "at"))
"""What happened after a list was signed off: withdrawals, promotions of alternates, the result from Tokyo."""

PROJECTED: dict[str, Table] = {
    table.name: table
    for table in (
        office, person, panel, rubric, applicant, document, slot, assignment, rating, draft, sheet, seal, member,
        receipt, reveal, reopening, withdrawn, resolution, selection, override, decision, mapping, ruling, interest,
        availability, attendance, consensus, verdict, discussion, agenda, aftermath,
    )
}  # fmt: skip
