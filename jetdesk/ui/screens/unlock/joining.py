"""Between the form and the services while somebody joins with a laptop pack."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.ui.screens.unlock import work
from jetdesk.ui.screens.unlock.work import JoinWith, Opened, PackLook
from jetdesk.ui.tasks import Job, Lanes, Progress

if TYPE_CHECKING:
    from jetdesk.ui.screens.unlock.view import UnlockView


class Joining:
    """`joined(opened)` is called with the new desk, `failed(error)` shows what went wrong in the form.

    `may_begin(passphrase, again)` guards against two things at once, `ended()` frees the form again.
    """

    def __init__(
        self, view: "UnlockView", tasks: Lanes, joined: Callable[[Opened], None], failed: Callable[[UserError], None],
        may_begin: Callable[[str, str], bool], ended: Callable[[], None],
    ) -> None:  # fmt: skip
        self._view, self._tasks = view, tasks
        self._joined, self._failed, self._may_begin, self._ended = joined, failed, may_begin, ended
        self._pack: PackLook | None = None
        self._job: Job | None = None
        view.look_asked.connect(self._on_look_asked)
        view.join_asked.connect(self._on_join_asked)
        view.join_cancelled.connect(self._on_cancelled)

    def _on_look_asked(self, file: str, code: str) -> None:
        if not file or not code.strip():
            self._view.show_form_problem(tr("Choose the file and type the code that came with it."))
        elif self._may_begin("", ""):
            self._tasks.write(partial(work.look, Path(file), code), self._on_looked, self._on_look_failed, self._view)

    def _on_looked(self, pack: PackLook) -> None:
        self._ended()
        self._pack = pack
        self._view.show_pack(pack)

    def _on_look_failed(self, error: UserError) -> None:
        self._failed(error)
        self._view.show_code_wrong(error.exit_code == 3)

    def _on_join_asked(self, given: JoinWith, again: str) -> None:
        if self._pack is None or not self._may_begin(given.passphrase, again):
            return
        self._view.show_join_progress(0.0, tr("Setting up the desk…"))
        join = partial(self._join, given, self._pack)
        show = self._view.show_join_progress
        self._job = self._tasks.job(join, self._on_joined, self._failed, self._view, show)

    def _join(self, given: JoinWith, pack: PackLook, progress: Progress) -> Opened:
        return work.join(given, pack, progress.report)

    def _on_joined(self, opened: Opened) -> None:
        """Also when it was cancelled in the last moment: the desk is there, and its code is shown only now."""
        self._joined(opened)

    def _on_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.ended.connect(self._ended)
