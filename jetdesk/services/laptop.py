"""What lies on this laptop. Light enough to be asked before the window is shown: no database, no keys."""

from dataclasses import dataclass
from pathlib import Path

from jetdesk import paths

KEY_FILE, DATABASE = "keyslots.json", "desk.db"


@dataclass(frozen=True, slots=True)
class KnownDesk:
    """A desk folder on this laptop."""

    folder: Path
    name: str


def known_desks() -> tuple[KnownDesk, ...]:
    """Desk folders in the place where this laptop keeps them, the one opened last first."""
    root = paths.desks_folder()
    found = [folder for folder in root.glob("*") if (folder / KEY_FILE).is_file()] if root.is_dir() else []
    found.sort(key=lambda folder: -(folder / DATABASE).stat().st_mtime if (folder / DATABASE).exists() else 0)
    return tuple(KnownDesk(folder, folder.name) for folder in found)
