"""Run the program: ``ratings``, or ``python -m ratings_cli``."""

from __future__ import annotations

import os
import signal


def main() -> None:
    """Run it so that Ctrl-C ends it at once and without a word, from its first import to its last moment.

    Nothing is lost by that: a file that is being written has the signal wait (`atomic_write`), and whoever asks
    questions at a terminal, which has to be given back as it was, takes Ctrl-C as Python does (`commands/add`).
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from ratings_cli.cli.app import main as run

    run()


if __name__ == "__main__":
    main()
