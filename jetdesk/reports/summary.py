"""The selection summary: the complete ranking of one position with notes for the record and signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jetdesk.domain.applicant import POSITION_NAMES, Status
from jetdesk.domain.office import AFFILIATION_NAMES, Affiliation
from jetdesk.domain.selection import Outcome, Standing
from jetdesk.domain.summary import Member, PanelLine, SelectionSummary
from jetdesk.i18n import Translate, translator
from jetdesk.reports.blocks import Head, Labelled, figures, first_head, labelled_lines, paragraph, records, running_head
from jetdesk.reports.content import content_hash
from jetdesk.reports.dates import days, moment
from jetdesk.reports.document import Foot, Properties, Report, grouped, render
from jetdesk.reports.flow import Flow
from jetdesk.reports.fonts import Typesetter
from jetdesk.reports.names import Names, Naming
from jetdesk.reports.signatures import Signatures, Signer, place_signatures, signatures_height
from jetdesk.reports.style import BODY, MM, NOTE, PAPERS, for_language
from jetdesk.reports.summary_notes import Notes
from jetdesk.reports.summary_table import SummaryTable
from jetdesk.reports.table import place_table


@dataclass(frozen=True, slots=True)
class SummaryOptions:
    """How the summary is printed and which parts it has."""

    language: Literal["en", "ja"] = "en"
    paper: Literal["a4", "letter"] = "a4"
    names: Names = "full"
    criterion_means: bool = True
    notes: bool = True
    seal_boxes: bool = True


def selection_summary(values: SelectionSummary, options: SummaryOptions) -> Report:
    """The summary as a PDF. Equal values and options give equal bytes; the hash is over the values alone."""
    flow = placed_summary(values, options)
    digest = content_hash(values)
    number = values.document_no + ("-ja" if options.language == "ja" else "")
    t = translator(options.language)
    made = t("Made {moment}", moment=moment(values.made_at, options.language))
    foot = Foot(
        (t("Document {number}", number=number), made, f"SHA-256  {grouped(digest)}"),
        lambda page, pages: t("Page {page} of {pages}", page=page, pages=pages),
    )
    about = Properties(f"{_title(values, options.language)} ({number})", options.language)
    pdf = render(flow.paper, flow.pages, flow.setter, foot, about)
    return Report(pdf, len(flow.pages), number, digest, flow.setter.missing)


def placed_summary(values: SelectionSummary, options: SummaryOptions) -> Flow:
    """The pages of the summary without their feet: where every word stands."""
    return _Summary(values, options).placed()


def _title(values: SelectionSummary, language: str) -> str:
    """Japanese office papers write the position out; in English its letters are what people say."""
    spelled = POSITION_NAMES[values.position].text(language) if language == "ja" else values.position.value
    t = translator(language)
    return t("Selection summary, {position}", position=spelled)


class _Summary:
    """Places the parts one after the other."""

    def __init__(self, values: SelectionSummary, options: SummaryOptions) -> None:
        self.values = values
        self.options = options
        self.t: Translate = translator(options.language)
        self.naming = Naming((s.candidate for s in values.ranking.standings), options.names)

    def placed(self) -> Flow:
        head = self._head()
        flow = Flow(PAPERS[self.options.paper], Typesetter(), running_head(head))
        first_head(flow, head)
        self._panels(flow)
        figures(flow, self._counts())
        self._lists(flow)
        return flow

    def _head(self) -> Head:
        t, values, language = self.t, self.values, self.options.language
        parts = [t("JET Program, {year} cycle.", year=values.office.cycle.year)]
        if values.interview_days:
            parts.append(t("Interviews on {days}.", days=days(values.interview_days, language)))
        stamps = (t("Confidential"), *(() if values.sign_off else (t("Draft list"),)))
        subtitle = ("  " if language == "ja" else " ").join(parts)
        return Head(values.office.name_in(language), _title(values, language), subtitle, stamps)

    def _panels(self, flow: Flow) -> None:
        flow.y += 4.4 * MM
        labelled_lines(flow, [Labelled(self._panel(p), self._members(p)) for p in self.values.panels])
        flow.y += 3.6 * MM if self.values.panels else 0

    def _panel(self, panel: PanelLine) -> str:
        return self.t("Panel {label}", label=panel.label)

    def _members(self, panel: PanelLine) -> str:
        comma = "、" if self.options.language == "ja" else ", "
        return comma.join(self._member(member, comma) for member in panel.members)

    def _member(self, member: Member, comma: str) -> str:
        chair = [self.t("chair")] if member.chair else []
        known = member.affiliation is not Affiliation.NONE
        affiliation = [AFFILIATION_NAMES[member.affiliation].text(self.options.language)] if known else []
        if not affiliation and not chair:
            return member.name
        return self.t("{name} ({capacity})", name=member.name, capacity=comma.join((*affiliation, *chair)))

    def _counts(self) -> list[Labelled]:
        t, values = self.t, self.values
        counts = (
            (t("Applied"), values.applied),
            (t("Interviewed"), values.interviewed),
            (t("Places"), values.ranking.quota),
            (t("Recommended"), len(self._of(Outcome.RECOMMENDED))),
            (t("Alternates"), len(self._of(Outcome.ALTERNATE))),
            (t("Not recommended"), len(self._of(Outcome.NOT_RECOMMENDED))),
        )
        unit = "名" if self.options.language == "ja" else ""
        return [Labelled(label, f"{count}{unit}") for label, count in counts]

    def _of(self, outcome: Outcome) -> Sequence[Standing]:
        """Those of one outcome; people who were never invited have no place in a selection."""
        found = self.values.ranking.with_outcome(outcome)
        return [s for s in found if s.rank is not None or s.candidate.status is not Status.NOT_INVITED]

    def _lists(self, flow: Flow) -> None:
        table = SummaryTable(self.values, self.options.language, self.naming, self.options.criterion_means, flow)
        signatures = self._signatures()
        notes = Notes(self.values, self.options.language, self.naming).items() if self.options.notes else []
        tail = signatures_height(flow, signatures)
        refused = self._of(Outcome.NOT_RECOMMENDED)
        place_table(flow, table.recommended(self._of(Outcome.RECOMMENDED)))
        place_table(flow, table.alternates(self._of(Outcome.ALTERNATE)))
        self._small_print(flow, [table.key(), *table.footnotes()])
        place_table(flow, table.refused(refused), tail if not notes else 0)
        self._small_print(flow, table.footnotes())
        style = for_language(BODY, self.options.language)
        records(flow, self.t("Notes for the record"), notes, style=style, tail=tail)
        place_signatures(flow, signatures)

    def _small_print(self, flow: Flow, texts: Sequence[str]) -> None:
        style = for_language(NOTE, self.options.language)
        for at, text in enumerate(texts):
            flow.y += 2.8 * MM if at == 0 else 1.6 * MM
            paragraph(flow, text, style)

    def _signatures(self) -> Signatures:
        t, values = self.t, self.values
        remark = t("The seal is optional and does not replace a signature.") if self.options.seal_boxes else ""
        if not values.sign_off:
            remark = t("Draft: this list has not been signed off.")
        signers = (*map(self._chair, values.panels), Signer(values.coordinator, t("JET Program Coordinator")))
        return Signatures(
            t("Signatures"), remark, t("Date"), t("Seal"), (*signers, self._approver()), self.options.seal_boxes
        )

    def _chair(self, panel: PanelLine) -> Signer:
        chair = next((member.name for member in panel.members if member.chair), "")
        return Signer(chair, self.t("Chair, {panel}", panel=self._panel(panel)))

    def _approver(self) -> Signer:
        sign_off = self.values.sign_off
        signed = sign_off.by if sign_off and sign_off.by != self.values.coordinator else ""
        return Signer(signed, self.t("Approver"))
