"""Errors that end the program with one clear message. See also `reading.diagnostics.DataError`."""

from __future__ import annotations


class UsageError(Exception):
    """The command line is wrong; exit status 2. The message says what is wrong and what to do."""


class OutputError(Exception):
    """The output could not be written; exit status 1. The message says where, and why."""
