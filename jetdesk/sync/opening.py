"""Which kind of mailbox an address means."""

import re
import socket
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from jetdesk.errors import Refused, UserError
from jetdesk.i18n import msg
from jetdesk.sync.folder import is_there, open_folder
from jetdesk.sync.mailbox import Mailbox
from jetdesk.sync.postgres import open_postgres

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")  # one letter alone is a drive of Windows
_DATABASES = ("postgresql", "postgres")
_SOCKETS = ("/var/run/postgresql", "/tmp")
_PATIENCE = 1.0


def open_mailbox(url: str, office: str, *, prepare: bool = False) -> Mailbox:
    """The office's mailbox at a path, a file:///… or a postgresql://… address; `prepare` makes one that is not there.

    Raises Refused, Untrusted or EnvironmentFailed as the two kinds say.
    """
    return (open_postgres if _is_database(url) else open_folder)(url, office, prepare=prepare)


def is_reachable(url: str) -> bool:
    """Whether the stick is in or the server answers, asked cheaply and for at most about a second. Never raises."""
    try:
        return _answers(url) if _is_database(url) else is_there(url)
    except (OSError, ValueError, UserError):
        return False


def _is_database(url: str) -> bool:
    match = _SCHEME.match(url)
    scheme = match[1].lower() if match else "file"
    if scheme in _DATABASES:
        return True
    if scheme == "file" or "://" not in url:  # a colon may stand in the name of a folder
        return False
    raise Refused(
        msg("There are no mailboxes of the kind {scheme}.", scheme=f"{scheme}://"),
        todo=msg("Give the path of a folder, or an address that begins with file:/// or postgresql://."),
    )


def _answers(url: str) -> bool:
    parts = urlsplit(url)
    given = parse_qs(parts.query)
    hosts = given.get("hostaddr") or given.get("host") or [unquote(parts.hostname or "")]
    port = parts.port or int(given.get("port", ["5432"])[0])
    if not hosts[0] or hosts[0].startswith("/"):
        folders = hosts if hosts[0] else _SOCKETS
        if any(Path(folder, f".s.PGSQL.{port}").exists() for folder in folders):
            return True
    if hosts[0].startswith("/"):
        return False
    with socket.create_connection((hosts[0] or "localhost", port), _PATIENCE):
        return True
