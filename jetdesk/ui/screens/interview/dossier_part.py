"""The dossier's part of the presenter: facts, documents, pages."""

from functools import partial
from typing import TYPE_CHECKING

from jetdesk.domain.document import Document
from jetdesk.domain.rows import Dossier
from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.services import applicants
from jetdesk.services.applicants import OpenDocument
from jetdesk.ui.context import Context
from jetdesk.ui.screens.interview import choosing, wording

if TYPE_CHECKING:
    from jetdesk.ui.screens.interview.view import InterviewView


class DossierPart:
    """Reads beside the window; of several readings the newest counts. Bytes of documents stay in memory."""

    def __init__(self, view: "InterviewView", context: Context) -> None:
        self._view, self._context = view, context
        self.applicant = ""
        self.dossier: Dossier | None = None
        self.document = ""

    def name(self) -> str:
        return self.dossier.applicant.name if self.dossier else ""

    def forget(self, applicant: str) -> None:
        """Another applicant comes; nothing of the one before is shown any more."""
        self.applicant, self.dossier, self.document = applicant, None, ""

    def read(self) -> None:
        work = partial(applicants.dossier, self._context.desk, self.applicant)
        self._context.tasks.read(work, self._on_dossier, self._on_no_dossier, owner=self._view, key="interview dossier")

    def read_document(self, document_id: str) -> None:
        """Show a document, or say in its place why not."""
        document = self._find(document_id)
        if document is None or self.dossier is None:
            return
        self.document = document_id
        title = wording.document_name(document, self.dossier.documents)
        self._view.show_document_loading(document_id, title)
        if why := wording.why_unreadable(document):
            self._view.show_document_failed(why, title)
            return
        work = partial(applicants.read_document, self._context.desk, document_id)
        done, failed = partial(self._on_document, title), partial(self._on_document_failed, document_id, title)
        self._context.tasks.read(work, done, failed, owner=self._view, key="interview document")

    def _on_dossier(self, dossier: Dossier) -> None:
        if dossier.id != self.applicant:
            return
        documents = dossier.documents
        is_known = self.dossier is not None and self.dossier.documents == documents
        self.dossier = dossier
        a = dossier.applicant
        self._view.show_name(a.name, a.name_kana, a.position, a.application_no)
        self._view.show_dossier(wording.head_facts(a), wording.summary(dossier))
        if not is_known:
            self._view.show_documents([(d.id, wording.document_name(d, documents)) for d in documents])
            first = choosing.first_document(documents, self.document)
            if first:
                self.read_document(first.id)

    def _on_no_dossier(self, error: UserError) -> None:
        if not self.applicant:
            return
        first, *rest = error.parts()
        self._view.show_instead(first, " ".join(rest))

    def _on_document(self, title: str, opened: OpenDocument) -> None:
        if opened.document.id != self.document:
            return
        kind = choosing.page_format(opened.document.media_type)
        if kind is None:
            self._view.show_document_failed(tr("This kind of file cannot be shown. It is kept unchanged."), title)
        else:
            self._view.show_document(opened.content, kind, title)

    def _on_document_failed(self, document_id: str, title: str, error: UserError) -> None:
        if document_id == self.document:
            self._view.show_document_failed(" ".join(error.parts()), title)

    def _find(self, document_id: str) -> Document | None:
        documents = self.dossier.documents if self.dossier else ()
        return next((d for d in documents if d.id == document_id), None)
