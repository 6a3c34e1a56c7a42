"""What can go wrong for a person, apart from our own bugs. Each says what happened, what is safe and what to do."""

from jetdesk.i18n import Message


class UserError(Exception):
    """Shown to the person in their language, never as a traceback. Anything else that is raised is a bug."""

    exit_code = 1

    def __init__(self, what: Message, *, safe: Message | None = None, todo: Message | None = None) -> None:
        super().__init__(what.text("en"))
        self.what = what
        self.safe = safe
        self.todo = todo

    def parts(self, language: str | None = None) -> tuple[str, ...]:
        """The sentences in order: what happened, what is safe, what to do."""
        return tuple(part.text(language) for part in (self.what, self.safe, self.todo) if part)


class Refused(UserError):
    """The input or the situation does not allow it."""

    exit_code = 1


class Untrusted(UserError):
    """Refused for integrity or security: wrong passphrase, bad signature, altered file."""

    exit_code = 3


class EnvironmentFailed(UserError):
    """Disk full, unreadable, database unreachable: nothing is lost."""

    exit_code = 4
