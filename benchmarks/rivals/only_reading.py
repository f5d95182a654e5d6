"""No answer at all: every cell read by Python's own csv module, which is the least that a program in Python takes."""

import csv
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as file:  # noqa: PTH123 - as short as it can be
    for _ in csv.reader(file):
        pass
