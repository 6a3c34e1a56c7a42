"""Reads: every query gives frozen values of the domain, never rows of the database."""
