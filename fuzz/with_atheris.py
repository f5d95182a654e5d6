"""Fuzz one target with atheris, which looks for inputs that reach new code: with_atheris.py TARGET [OPTIONS]."""

from __future__ import annotations

import sys

import atheris
from hypothesis import HealthCheck, given, settings


def main(name: str, options: list[str]) -> None:
    """Let atheris change the bytes of files, or, for other targets, the choices that hypothesis makes."""
    # What is loaded only when it is used is watched too, so this lasts until the end.
    with atheris.instrument_imports(include=["ratings_cli"]):
        from targets import BYTES, TARGETS

        strategy, keep = TARGETS[name]

        @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
        @given(strategy)
        def promise(drawn: object) -> None:
            keep(drawn)

        take = keep if name in BYTES else promise.hypothesis.fuzz_one_input  # type: ignore[attr-defined]
        atheris.Setup([sys.argv[0], *options], take)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
