"""Run a program on a terminal that nobody looks at: `python on_terminal.py PROGRAM [ARGUMENT...]`."""

import os
import pty
import sys

os.environ.update(COLUMNS="140", LINES="50", TERM="xterm-256color", PAGER="cat")
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
