"""Planning: who meets which panel when, as a program of whole numbers that HiGHS solves."""

from jetdesk.planning.planner import plan

__all__ = ["plan"]
