"""The custody receipt: where every expected score sheet is, and on which laptop. Blind to what stands in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jetdesk.domain.applicant import Status
from jetdesk.domain.custody import CUSTODY_NAMES, CustodyGroup, CustodyRow, CustodyState
from jetdesk.domain.custody_report import CustodyReceipt, MissingSheets
from jetdesk.domain.selection import Candidate
from jetdesk.i18n import Translate, translator
from jetdesk.reports.blocks import Head, Labelled, figures, first_head, paragraph, records, running_head
from jetdesk.reports.content import content_hash
from jetdesk.reports.custody_table import CustodyTables
from jetdesk.reports.dates import moment
from jetdesk.reports.document import Foot, Properties, Report, grouped, render
from jetdesk.reports.flow import Flow
from jetdesk.reports.fonts import Typesetter
from jetdesk.reports.names import Names, Naming
from jetdesk.reports.signatures import Signatures, Signer, place_signatures, signatures_height
from jetdesk.reports.style import BODY, HEADING, MM, NOTE, PAPERS, for_language
from jetdesk.reports.table import place_table

_HERE = frozenset({CustodyState.RECEIVED, CustodyState.REVEALED})
_NOT_EXPECTED = frozenset({CustodyState.RECUSED, CustodyState.CLOSED})
_OWED = (CustodyState.SEALED, CustodyState.EXPECTED, CustodyState.NOT_DUE, CustodyState.CONFLICT)


@dataclass(frozen=True, slots=True)
class CustodyOptions:
    """How the receipt is printed and which parts it has."""

    language: Literal["en", "ja"] = "en"
    paper: Literal["a4", "letter"] = "a4"
    names: Names = "full"
    laptops: bool = True
    notes: bool = True
    seal_boxes: bool = True


def custody_receipt(receipt: CustodyReceipt, options: CustodyOptions) -> Report:
    """The receipt as a PDF. Equal values and options give equal bytes; the hash is over the values alone."""
    flow = placed_receipt(receipt, options)
    digest = content_hash(receipt)
    number = receipt.document_no + ("-ja" if options.language == "ja" else "")
    t = translator(options.language)
    made = t("Made {moment}", moment=moment(receipt.made_at, options.language))
    foot = Foot(
        (t("Document {number}", number=number), made, f"SHA-256  {grouped(digest)}"),
        lambda page, pages: t("Page {page} of {pages}", page=page, pages=pages),
    )
    about = Properties(f"{t('Custody receipt')} ({number})", options.language)
    pdf = render(flow.paper, flow.pages, flow.setter, foot, about)
    return Report(pdf, len(flow.pages), number, digest, flow.setter.missing)


def placed_receipt(receipt: CustodyReceipt, options: CustodyOptions) -> Flow:
    """The pages of the receipt without their feet: where every word stands."""
    return _Receipt(receipt, options).placed()


class _Receipt:
    """Places the parts one after the other."""

    def __init__(self, receipt: CustodyReceipt, options: CustodyOptions) -> None:
        self.values = receipt
        self.options = options
        self.t: Translate = translator(options.language)
        self.candidates = {row.applicant_id: _candidate(row) for row in receipt.ledger.rows}
        self.naming = Naming(self.candidates.values(), options.names)
        self.comma, self.stop = ("、", "") if options.language == "ja" else (", ", " ")

    def placed(self) -> Flow:
        head = self._head()
        flow = Flow(PAPERS[self.options.paper], Typesetter(), running_head(head))
        first_head(flow, head)
        flow.y += 4.4 * MM
        figures(flow, self._counts())
        self._tables(flow)
        signatures = self._signatures()
        tail = signatures_height(flow, signatures)
        style = for_language(BODY, self.options.language)
        records(
            flow, self.t("Sheets still missing"), self._missing(), style=style, tail=0 if self.options.notes else tail
        )
        if self.options.notes:
            records(flow, self.t("Notes for the record"), self._notes(), style=style, tail=tail)
        place_signatures(flow, signatures)
        return flow

    def _head(self) -> Head:
        t, values, language = self.t, self.values, self.options.language
        parts = (
            t("JET Program, {year} cycle.", year=values.office.cycle.year),
            t("As of {moment}.", moment=moment(values.made_at, language)),
        )
        stamps = (t("Confidential"), *(() if values.complete else (t("Not complete"),)))
        subtitle = ("  " if language == "ja" else " ").join(parts)
        return Head(values.office.name_in(language), t("Custody receipt"), subtitle, stamps)

    def _counts(self) -> list[Labelled]:
        t, ledger = self.t, self.values.ledger
        counts = (
            (t("Sheets expected"), ledger.expected),
            (t("Received"), self.values.received),
            (t("of which revealed"), ledger.count(CustodyState.REVEALED)),
            (t("Sealed on laptops"), ledger.count(CustodyState.SEALED)),
            (t("Sheets missing"), ledger.expected - self.values.received),
            (t("Recused or closed"), ledger.count(*_NOT_EXPECTED)),
        )
        unit = "票" if self.options.language == "ja" else ""
        return [Labelled(label, f"{count}{unit}") for label, count in counts]

    def _tables(self, flow: Flow) -> None:
        tables = CustodyTables(self.options.language, self.naming, self.candidates, flow)
        for group in self.values.ledger.groups:
            for table in tables.panel(group, self._panel(flow, group)):
                place_table(flow, table)
            self._small_print(flow, tables.footnotes())
        if self.values.ledger.rows:
            self._small_print(flow, [self._key()])
        if self.options.laptops and self.values.laptops:
            place_table(flow, tables.laptops(self.values.laptops))
            self._small_print(flow, tables.footnotes())

    def _panel(self, flow: Flow, group: CustodyGroup) -> str:
        label, room = (_one_line(flow, text) for text in (group.panel.id, group.panel.room))
        cells = [cell for row in group.rows for cell in row.cells.values()]
        counts = self.t(
            "{received} of {expected} received",
            received=sum(cell.state in _HERE for cell in cells),
            expected=sum(cell.state not in _NOT_EXPECTED for cell in cells),
        )
        name = self.t("Panel {label}", label=label) if label else self.t("Without a panel")
        return self.comma.join(part for part in (name, room, counts) if part)

    def _key(self) -> str:
        return self.t(
            "Received: the sheet, signed on its author's desk, is on this desk. Sealed on laptop: its author has "
            "submitted it and it has not arrived. Expected: not submitted, as far as this desk knows. A time without a "
            "day is of the interview day."
        )

    def _small_print(self, flow: Flow, texts: Sequence[str]) -> None:
        style = for_language(NOTE, self.options.language)
        for at, text in enumerate(texts):
            flow.y += 2.8 * MM if at == 0 else 1.6 * MM
            paragraph(flow, text, style)

    def _missing(self) -> list[Labelled]:
        owed = [Labelled(each.panelist.name, self._owed(each)) for each in self.values.missing]
        return owed or [Labelled(self.t("None"), self.t("Every expected sheet has been received."))]

    def _owed(self, each: MissingSheets) -> str:
        parts = [
            self.t(
                "{state} ({count}): {numbers}.",
                state=CUSTODY_NAMES[state].text(self.options.language),
                count=len(numbers),
                numbers=self.comma.join(numbers),
            )
            for state in _OWED
            if (numbers := each.numbers(state))
        ]
        return self.stop.join(parts)

    def _notes(self) -> list[Labelled]:
        t = self.t
        about = t("This receipt says where score sheets are. It holds nothing of what stands in them.")
        journal = t("The receipt was made from the journal up to entry {entry}.", entry=self.values.journal_head)
        return [
            Labelled(t("Contents"), about),
            *([Labelled(t("Journal"), journal)] if self.values.journal_head else []),
        ]

    def _signatures(self) -> Signatures:
        t, values = self.t, self.values
        remark = t("The seal is optional and does not replace a signature.") if self.options.seal_boxes else ""
        if not values.complete:
            remark = t("Not complete: sheets are still missing.")
        signers = (Signer(values.coordinator, t("JET Program Coordinator")), Signer("", t("Witness")))
        return Signatures(t("Signatures"), remark, t("Date"), t("Seal"), signers, self.options.seal_boxes)


def _candidate(row: CustodyRow) -> Candidate:
    """As the names of a report are kept; a ledger knows no kana."""
    return Candidate(row.applicant_id, row.application_no, row.name, "", row.panel_id, Status.INVITED, ())


def _one_line(flow: Flow, text: str) -> str:
    """For headings, which stand on every page of their table."""
    return flow.few_lines(text, HEADING, flow.paper.measure / 3, 1)[0] if text else ""
