"""Keeps Python below 3.12 alive under PySide6 6.12.

That release is compiled as if None, True and False were immortal, which they are since Python 3.12 only. Below it every
Qt call that returns one of them drops a reference; after some thousands of paints the interpreter ends with
"none_dealloc: deallocating None". Holding very many references does what Python 3.12 does. Import this before painting.
"""

import ctypes
import sys

_ENOUGH = 1 << 60


def hold() -> None:
    """Make the singletons outlive the session; nothing to do from Python 3.12 on."""
    if sys.version_info < (3, 12) and sys.getrefcount(None) < _ENOUGH:
        for single in (None, True, False, NotImplemented):
            ctypes.c_ssize_t.from_address(id(single)).value += _ENOUGH


hold()
