"""Measure `ratings` and write the figures as Markdown: `make bench`, or `python -m benchmarks` after it.

The tools beside it come from `benchmarks/requirements.txt`, and, where they are installed, from the system
(Miller and SQLite: `apt-get install miller sqlite3`). One that is missing is said, and is no failure.
"""

import argparse
import os
from pathlib import Path

from benchmarks import large_files, report, start_up, web_page, whole_table

SHORT = (10_000, 200_000)
FULL = (10_000, 50_000, 200_000, 500_000, 1_000_000)


def main() -> None:
    """Measure, and show or write the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure ratings beside other tools.")
    parser.add_argument("--full", action="store_true", help="files of up to a million rows instead of 200,000")
    parser.add_argument("--rows", type=int, nargs="+", help="files of just these sizes")
    parser.add_argument(
        "--runs", type=int, default=5, help="how many runs of each tool (5); start-up takes 4 times as many"
    )
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the figures between the marks in this page")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    starts = start_up.measure(chosen.runs * 4)
    whole = whole_table.measure(chosen.runs)
    sizes = [large_files.measure(rows, chosen.runs) for rows in chosen.rows or (FULL if chosen.full else SHORT)]
    figures = report.figures(sizes, whole, starts, web_page.measure(chosen.runs), load)
    if chosen.write:
        report.put_into(chosen.write, figures)
    else:
        print(figures)


if __name__ == "__main__":
    main()
