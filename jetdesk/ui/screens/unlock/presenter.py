"""Between the unlock screen and the desks: opening, wrong passphrases, new desks, the sample office."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jetdesk.errors import UserError
from jetdesk.i18n import tr
from jetdesk.ui.notify import Notifier
from jetdesk.ui.screens.unlock import work
from jetdesk.ui.screens.unlock.joining import Joining
from jetdesk.ui.screens.unlock.work import DeskChoice, NewOffice, Opened, PackLook
from jetdesk.ui.tasks import Job, Lanes, Progress

if TYPE_CHECKING:
    from jetdesk.desk.desk import Desk
    from jetdesk.services.desks import Belonging
    from jetdesk.ui.screens.unlock.view import UnlockView

FREE_TRIES = 5
LONGEST_WAIT = 60


class View(Protocol):
    """What the presenter asks of the view."""

    def show_desks(self, desks: tuple[DeskChoice, ...], chosen: Path | None) -> None: ...
    def show_opening(self, opening: bool) -> None: ...
    def show_refused(self, sentences: str, wrong: bool) -> None: ...
    def show_wait(self, seconds: int) -> None: ...
    def show_form(self, name: str) -> None: ...
    def show_form_problem(self, sentences: str) -> None: ...
    def show_working(self, working: bool) -> None: ...
    def show_strength(self, strength: str) -> None: ...
    def show_pack(self, pack: PackLook) -> None: ...
    def show_code_wrong(self, wrong: bool) -> None: ...
    def show_join_progress(self, fraction: float, text: str) -> None: ...
    def show_recovery_code(self, code: str) -> None: ...
    def show_sample_progress(self, fraction: float, text: str) -> None: ...
    def hide_sample_progress(self) -> None: ...


def _nobody(desk: "Desk", who: "Belonging") -> None:
    """Until the main window says who takes an open desk."""


class UnlockPresenter:
    """`opened(desk, who)` is called once, on the main thread, with the open desk."""

    def __init__(self, view: "UnlockView", tasks: Lanes, notify: Notifier) -> None:
        self._view, self._tasks, self._notify = view, tasks, notify
        self.opened: Callable[[Desk, Belonging], None] = _nobody
        self.folder: Path | None = None
        self._wrong, self._waiting, self._busy = 0, False, False
        self._founded: Opened | None = None
        self._sample: Job | None = None
        self._sample_wanted = False
        self._connect(view)
        self._joining = Joining(
            view, tasks, self._on_founded, self._on_form_failed, self._may_begin, self._on_form_ended
        )

    def start(self, folder: Path | None = None, passphrase: str | None = None) -> None:
        """Show the desks of this laptop, this one chosen; with a passphrase open it."""
        self.folder = folder
        self._tasks.read(work.known, self._on_known, owner=self._view)
        if folder is not None and passphrase is not None:
            self._unlock(folder, passphrase)

    def _connect(self, view: "UnlockView") -> None:
        view.unlock_asked.connect(self._on_unlock_asked)
        view.desk_chosen.connect(self._on_desk_chosen)
        view.wait_over.connect(self._on_wait_over)
        view.form_asked.connect(self._on_form_asked)
        view.create_asked.connect(self._on_create_asked)
        view.recover_asked.connect(self._on_recover_asked)
        view.passphrase_typed.connect(self._on_passphrase_typed)
        view.code_kept.connect(self._on_code_kept)
        view.sample_asked.connect(self._on_sample_asked)
        view.sample_cancelled.connect(self._on_sample_cancelled)

    def _on_known(self, desks: tuple[DeskChoice, ...]) -> None:
        folders = [choice.folder for choice in desks]
        if self.folder is not None and self.folder not in folders:
            desks = (DeskChoice(self.folder, self.folder.name), *desks)
        elif self.folder is None and desks:
            self.folder = desks[0].folder
        self._view.show_desks(desks, self.folder)

    def _on_desk_chosen(self, folder: str) -> None:
        self.folder = Path(folder)
        self._tasks.read(work.known, self._on_known, owner=self._view, key="desks")

    def _on_unlock_asked(self, passphrase: str) -> None:
        if self.folder is None or self._waiting or self._busy:
            return
        if not passphrase:
            self._view.show_refused(tr("Type the passphrase of this desk."), wrong=True)
        else:
            self._unlock(self.folder, passphrase)

    def _unlock(self, folder: Path, passphrase: str) -> None:
        self._busy = True
        self._view.show_opening(True)
        self._tasks.write(partial(work.open_desk, folder, passphrase), self._on_opened, self._on_refused, self._view)

    def _on_opened(self, opened: Opened) -> None:
        self._busy, self._wrong = False, 0
        self.opened(opened.desk, opened.who)

    def _on_refused(self, error: UserError) -> None:
        """A wrong passphrase costs nothing five times; then each costs a longer wait."""
        self._busy = False
        self._view.show_opening(False)
        wrong = error.exit_code == 3
        self._wrong += wrong
        self._view.show_refused(" ".join(error.parts()), wrong)
        if self._wrong > FREE_TRIES:
            self._waiting = True
            self._view.show_wait(min(LONGEST_WAIT, 5 * 2 ** (self._wrong - FREE_TRIES - 1)))

    def _on_wait_over(self) -> None:
        self._waiting = False

    def _on_form_asked(self, name: str) -> None:
        self._view.show_form(name)

    def _on_passphrase_typed(self, passphrase: str) -> None:
        self._view.show_strength(work.strength(passphrase) if passphrase else "")

    def _on_create_asked(self, form: NewOffice, again: str) -> None:
        if self._may_begin(form.passphrase, again):
            self._tasks.write(partial(work.found, form), self._on_founded, self._on_form_failed, self._view)

    def _on_recover_asked(self, code: str, passphrase: str, again: str) -> None:
        if self.folder is not None and self._may_begin(passphrase, again):
            recover = partial(work.recover, self.folder, code, passphrase)
            self._tasks.write(recover, self._on_opened, self._on_form_failed, self._view)

    def _may_begin(self, passphrase: str, again: str) -> bool:
        if self._busy:
            return False
        if passphrase != again:
            self._view.show_form_problem(tr("The two passphrases are not the same. Type both again."))
            return False
        self._busy = True
        self._view.show_working(True)
        return True

    def _on_form_failed(self, error: UserError) -> None:
        self._busy = False
        self._view.show_working(False)
        self._view.show_form_problem(" ".join(error.parts()))

    def _on_form_ended(self) -> None:
        """Nothing came of it, or only its first half; the form can be used again."""
        if self._founded is None:
            self._busy = False
            self._view.show_working(False)

    def _on_founded(self, founded: Opened) -> None:
        self._busy = False
        self._view.show_working(False)
        self._founded, self.folder = founded, founded.desk.folder
        self._view.show_recovery_code(founded.recovery_code)

    def _on_code_kept(self) -> None:
        if self._founded is not None:
            founded, self._founded = self._founded, None
            self._on_opened(founded)

    def _on_sample_asked(self) -> None:
        if self._busy:
            return
        self._busy = True
        self._view.show_sample_progress(0.0, tr("Preparing the sample office…"))
        self._sample_wanted = True
        build, show = self._build_sample, self._view.show_sample_progress
        self._sample = self._tasks.job(build, self._on_sample_opened, self._on_sample_failed, self._view, show)

    def _build_sample(self, progress: Progress) -> Opened:
        return work.open_sample(progress.report)

    def _on_sample_opened(self, opened: Opened) -> None:
        self._view.hide_sample_progress()
        if self._sample_wanted:
            self._on_opened(opened)
        else:  # cancelled in the last moment
            opened.desk.close()

    def _on_sample_failed(self, error: UserError) -> None:
        self._busy = False
        self._view.hide_sample_progress()
        self._view.show_refused(" ".join(error.parts()), wrong=False)

    def _on_sample_cancelled(self) -> None:
        self._busy = self._sample_wanted = False
        self._view.hide_sample_progress()
        if self._sample is not None:
            self._sample.cancel()
