"""Where JetDesk keeps its things on this machine, unless JETDESK_HOME names one folder for all of them."""

import os
from pathlib import Path

from platformdirs import PlatformDirs

_dirs = PlatformDirs("JetDesk", appauthor=False)


def desks_folder() -> Path:
    """Where new desks are offered to be made."""
    return _home("desks") or _dirs.user_data_path / "desks"


def settings_file() -> Path:
    """The window's own settings: language, text size, desks opened lately. No personal data of applicants."""
    return _home("settings.ini") or _dirs.user_config_path / "settings.ini"


def log_file() -> Path:
    """The program's log; see `jetdesk.log` for what may stand in it."""
    return _home("jetdesk.log") or _dirs.user_log_path / "jetdesk.log"


def _home(name: str) -> Path | None:
    home = os.environ.get("JETDESK_HOME")
    return Path(home).expanduser() / name if home else None
