"""Tells the screens that something was written, so that those who show it read it again."""

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """`changed(ChangeSet, initiator)`; the initiator is the presenter that wrote, which may already show it.

    `posted(Post)`: what the courier knows of the mailbox, or of the sync that runs, is different.
    `wanted(screen, subject)` asks the main window to bring a screen to the front, with an applicant's id or the like.
    """

    changed = Signal(object, object)
    posted = Signal(object)
    wanted = Signal(str, str)
