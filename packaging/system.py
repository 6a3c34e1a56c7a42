"""What Qt needs of a Linux system, and how Debian and its relatives bring it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

_PLUGINS = ("Qt/plugins/platforms/libqxcb.so", "Qt/plugins/platforms/libqoffscreen.so")
_LIBRARIES = tuple(f"Qt/lib/libQt6{name}.so.6" for name in ("Core", "Widgets", "PrintSupport", "Pdf"))

_PACKAGES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


def missing_libraries(venv: Path) -> list[str]:
    """The shared libraries that Qt's window and offscreen parts want and this system lacks."""
    folders = list(venv.glob("lib*/python*/site-packages/PySide6"))
    if not folders or not shutil.which("ldd"):
        return []
    return sorted(set().union(*(_missing_of(folders[0] / part) for part in (*_PLUGINS, *_LIBRARIES))))


def needed_without_window(missing: Iterable[str]) -> bool:
    """Whether even the offscreen platform cannot start; libxcb's family is for the screen alone."""
    screen = ("libxcb-", "libxkbcommon-x11", "libX11-xcb")
    return not all(name.startswith(screen) for name in missing)


def has_display() -> bool:
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    return not wanted.startswith("offscreen") and bool(os.environ.get("DISPLAY"))


def packages_for(missing: Iterable[str]) -> list[str]:
    """Debian's packages; a library that the table does not know is named by itself."""
    return sorted({_PACKAGES.get(name, name) for name in missing})


def command(packages: Iterable[str]) -> str:
    return f"sudo apt-get update && sudo apt-get install --yes --no-install-recommends {' '.join(packages)}"


def can_install() -> bool:
    return os.name == "posix" and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install(packages: Sequence[str]) -> None:
    """Best effort: what is still missing afterwards is named to the person."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _apt(["update"], quiet)
    _apt(["install", "--yes", "--no-install-recommends", *packages], quiet)


def _apt(arguments: list[str], settings: dict[str, str]) -> None:
    whole = ["apt-get", "-qq", *arguments]
    result = subprocess.run(whole, env=settings, capture_output=True, text=True, check=False)
    if result.returncode:
        print(result.stderr.strip(), flush=True)


def _missing_of(part: Path) -> set[str]:
    result = subprocess.run(["ldd", str(part)], capture_output=True, text=True, check=False)
    lines = (line.split("=>") for line in result.stdout.splitlines() if "not found" in line)
    return {line[0].strip() for line in lines}
