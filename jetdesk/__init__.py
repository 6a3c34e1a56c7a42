"""JetDesk: the desktop program of JET Program interview panels."""

__version__ = "1.0.0"
