"""Run one program, and say what it took: `python alone.py SECONDS OUT ERR PROGRAM [ARGUMENT...]`.

Linux counts towards a program's peak memory what the process had that started it. So this one, which is as small as
Python can be, stands between: it starts the program, waits for it, and prints the seconds, the seconds of the
processor, the largest resident set and the status.
"""

import os
import signal
import sys
import time

limit, out, err, *command = sys.argv[1:]
mode = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
actions = [(os.POSIX_SPAWN_OPEN, 1, out, mode, 0o600), (os.POSIX_SPAWN_OPEN, 2, err, mode, 0o600)]
begun = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
signal.alarm(int(limit))
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - begun
print(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
