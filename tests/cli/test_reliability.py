"""What docs/reliability.md promises: no input, no system and no keys pressed lead to a traceback or to lost data."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Result, Run
from test_output import ESCAPE, in_terminal

from ratings_cli.model.names import nearest
from ratings_cli.reading import files
from ratings_cli.reading.diagnostics import MOST_SAID, Diagnostic

Write = Callable[..., Path]

YAML = """\
inspections:
  - provider: Northshire CRC
    owner: Acme
    published: 2019-05-03
    overall: requires improvement
  - {provider: Southshire CRC, published: 2018-09, overall: good}
"""
CSV = """\
provider,overall,owner,published
Northshire CRC,requires improvement,Acme,2019-05-03
"South, East",good,"Zed
Ltd",2018-09-01
"""
COMMANDS = [
    *(["table"], ["table", "--wide", "--sources"], ["by", "owner"], ["by", "area"], ["by", "region"], ["by", "date"]),
    *(["standards"], ["show", "bench"], ["compare", "bench", "merseyside"], ["scale"], ["check"]),
]
SHOWN = [
    ["table"],
    ["by", "date"],
    ["compare", "bench", "merseyside"],
    ["check"],
    ["page"],
    ["post"],
    ["feed"],
    ["--help"],
]


def is_clear(result: Result) -> None:
    """It worked, or it says in words why not."""
    assert result.status in {0, 1, 2}
    assert "Traceback" not in result.err
    assert result.status == 0 or result.err.strip() or result.out.strip()


def bounded(megabytes: int) -> Callable[[], None]:
    """What makes a process of its own unable to take more memory than that."""
    most = megabytes * 1024 * 1024
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _laughs() -> str:
    rows = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 20))
    return f"a0: &a0 [ha, ha]\n{rows}inspections: *a19\n"


@pytest.mark.slow
class TestFilesMadeToHurt:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (_laughs(), "alias '*a0' is not allowed (write the value out)"),
            ("inspections: " + "[" * 200_000, "is nested deeper than 32 levels"),
            ("- " * 100_000, "is nested deeper than 32 levels"),
            ("? " * 100_000, "a key must be a plain text"),
            ("{a: " * 100_000, "is nested deeper than 32 levels"),
            (f"inspections: [{{provider: A, overall: {'gooood ' * 30_000}}}]", "unknown band 'gooood"),
            (f"{'k' * 2_000_000}: 1\n", "no colon can stand here"),
        ],
        ids=["billion laughs", "lists", "items", "keys", "groups", "a giant band", "a giant key"],
    )
    def test_a_small_file_does_not_become_a_large_one_in_memory(
        self, text: str, message: str, process: Run, write: Write
    ) -> None:
        for command in (["table", "--data"], ["check"]):
            result = process(*command, write(text), preexec_fn=bounded(512))
            assert result.status == 1
            assert message in result.err + result.out
            assert len(result.err + result.out) < 60_000

    @pytest.mark.parametrize("ending", ["yaml", "csv"])
    def test_a_giant_name_is_carried_whole(self, ending: str, process: Run, write: Write) -> None:
        name = "x" * (2_000_000 if ending == "yaml" else 120_000)
        text = (
            f"inspections: [{{provider: {name}, overall: good}}]"
            if ending == "yaml"
            else f"provider,overall\n{name},good\n"
        )
        path = write(text, f"data.{ending}")
        shown = process("table", "--data", path, "--format", "csv", preexec_fn=bounded(768))
        assert f",{name}," in shown.out
        assert process("check", path, preexec_fn=bounded(768)).status == 0

    def test_many_unknown_names_beside_many_known_ones_are_refused_at_once(self, process: Run, write: Write) -> None:
        names = [f"Care Home of Northshire number {number:05}" for number in range(10_000)]
        slips = [name.replace("Home", "Hoome") for name in names[:50]]
        known = "".join(f"  - {{name: {name}}}\n" for name in names)
        rated = "".join(f"  - {{provider: {name}, overall: good}}\n" for name in slips)
        started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        result = process("table", "--data", write(f"providers:\n{known}inspections:\n{rated}"))
        assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - started < 8  # it was 22 where it now is 1
        lines = result.err.splitlines()
        assert [slip in line for slip, line in zip(slips, lines, strict=True)] == [True] * 50
        assert [f"(did you mean '{name}'?)" in line for name, line in zip(names, lines, strict=False)] == (
            [True] * 20 + [False] * 30
        )

    def test_giant_names_that_are_alike_are_not_compared(self, process: Run, write: Write) -> None:
        name = "ab c" * 30_000
        path = write(f"providers: [{{name: {name}}}]\ninspections: [{{provider: {name}d, overall: good}}]")
        assert process("check", path, preexec_fn=bounded(512)).status == 1
        assert nearest(name, [f"{name}d"]) == []

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("provider,overall\nA,good" + ",x" * 200_000, "200002 cells under 2 headings"),
            ('provider,overall\n"' + "x" * 500_000 + '",good\n', "data.csv:2:1: has 500,000 characters in 'provider'"),
            ("provider,overall\nA," + "gooood " * 10_000 + "\n", "data.csv:1:1: 'gooood gooood"),
            ('provider,overall\n"A,good\n' + "B,good\n" * 50_000, "look for a quotation mark that is not closed"),
        ],
        ids=["a row", "a cell", "a band", "an open quotation mark"],
    )
    def test_a_giant_row_or_cell_of_a_csv_is_one_clear_message(
        self, text: str, message: str, process: Run, write: Write
    ) -> None:
        result = process("table", "--data", write(text, "data.csv"), preexec_fn=bounded(512))
        assert result.status == 1
        assert message in result.err
        assert len(result.err) < 20_000

    def test_a_message_keeps_its_end_which_says_what_to_do(self) -> None:
        shown = str(Diagnostic(1, 1, f"unknown band '{'x' * 10**6}' (did you mean 'good'?)", "data.yaml"))
        assert len(shown) < MOST_SAID + 100
        assert shown.startswith("data.yaml:1:1: unknown band 'xxx")
        assert shown.endswith("(did you mean 'good'?)")

    def test_too_little_memory_is_one_clear_message(
        self, ratings: Run, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_: Path) -> bytes:
            raise MemoryError

        monkeypatch.setattr(files, "read_bytes", refuse)
        result = ratings("table", "--data", write(YAML))
        assert (result.status, result.out) == (1, "")
        assert result.err == "Error: there is not enough memory for this (give the program more, or less data)\n"


class TestBytes:
    @pytest.mark.parametrize("number", [*range(0x20), 0x7F, 0x85, 0xA0, 0xFF])
    @pytest.mark.parametrize("ending", ["yaml", "csv"])
    def test_a_control_byte_is_refused_or_written_out(
        self, ending: str, number: int, ratings: Run, tmp_path: Path
    ) -> None:
        before, after = (YAML if ending == "yaml" else CSV).encode().split(b"Northshire", 1)
        path = tmp_path / f"data.{ending}"
        path.write_bytes(before + b"North" + bytes([number]) + b"shire" + after)
        result = ratings("table", "--data", path)
        is_clear(result)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", result.out + result.err)

    @pytest.mark.parametrize(("text", "ending"), [(YAML, "yaml"), (CSV, "csv")])
    @pytest.mark.parametrize("ends", [["\r\n"], ["\r"], ["\r\n", "\n", "\r"]], ids=["windows", "old mac", "mixed"])
    def test_line_ends_change_nothing(
        self, text: str, ending: str, ends: list[str], ratings: Run, tmp_path: Path
    ) -> None:
        path = tmp_path / f"data.{ending}"
        path.write_bytes(text.encode())
        expected = ratings("table", "--data", path, "--wide", "--format", "json").out
        lines = text.splitlines()
        path.write_bytes("".join(line + ends[n % len(ends)] for n, line in enumerate(lines)).encode())
        assert ratings("table", "--data", path, "--wide", "--format", "json").out == expected

    @pytest.mark.parametrize(("text", "ending"), [(YAML, "yaml"), (CSV, "csv")])
    def test_of_a_truncated_file_nothing_is_made_up(self, text: str, ending: str, ratings: Run, tmp_path: Path) -> None:
        bands = {"Northshire CRC": "requires improvement", "Southshire CRC": "good", "South, East": "good"}
        path = tmp_path / f"data.{ending}"
        for length in range(len(text)):
            path.write_bytes(text.encode()[:length])
            result = ratings("table", "--data", path, "--format", "json")
            is_clear(result)
            if result.status == 0:
                for row in result.json["rows"]:
                    assert row["overall"] in {None, bands.get(row["provider"])}, text[:length]

    def test_what_is_read_is_read_once(self, ratings: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file that changes meanwhile is seen as it was or as it is, and never half of each."""
        read: list[Path] = []
        whole = files.read_bytes

        def count(path: Path) -> bytes:
            read.append(path)
            return whole(path)

        monkeypatch.setattr(files, "read_bytes", count)
        for path in (write(YAML), write(CSV, "data.csv"), write(YAML.replace("good", "gud"), "wrong.yaml")):
            for command in (["table", "--data"], ["check"]):
                read.clear()
                is_clear(ratings(*command, path))
                assert read == [path]


@pytest.mark.slow
class TestStreams:
    @pytest.mark.parametrize("args", SHOWN, ids=" ".join)
    @pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
    def test_a_closed_stream_leads_to_no_traceback(self, args: list[str], closed: str) -> None:
        command = f"{sys.executable} -m ratings_cli {' '.join(args)} {closed}"
        done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=60)
        assert b"Traceback" not in done.stderr
        to_be_seen = ">&-" not in closed.split() or args[-1] == "--help"
        assert (done.returncode == 0) is to_be_seen, done.stderr
        assert bool(done.stdout) is (">&-" not in closed.split())

    @pytest.mark.parametrize("args", ["table --data -", "check -", "init -", "add --data - --provider Elm"])
    def test_a_closed_standard_input_is_one_clear_message(self, args: str) -> None:
        command = f"{sys.executable} -m ratings_cli {args} <&-"
        done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=60)
        assert done.returncode in {1, 2}
        assert b"Traceback" not in done.stderr
        assert (done.stdout + done.stderr).strip()

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
    @pytest.mark.parametrize("args", SHOWN, ids=" ".join)
    def test_a_full_disk_behind_standard_output_is_one_clear_message(self, args: list[str]) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "ratings_cli", *args], stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert done.returncode == 1
        assert re.fullmatch(
            "Error: standard output: (cannot be written: )?No space left on device",
            done.stderr.decode().splitlines()[-1],
        )

    @pytest.mark.parametrize(
        ("args", "status", "made"),
        [
            ("table", 0, ""),
            ("table --data broken.yaml", 1, ""),
            ("table --owner sodxo", 2, ""),
            ("table --nonsense", 2, ""),  # what Typer itself says of a command line
            ("by nonsense", 2, ""),
            ("page -o page.html", 0, "page.html"),  # the work is done, whether or not the note of it can be written
            ("table -o table.csv", 0, "table.csv"),
            ("init new.yaml", 0, "new.yaml"),
            ("add --data data.yaml --provider New --overall good", 0, "data.yaml"),
        ],
    )
    @pytest.mark.parametrize("stream", ["2>/dev/full", "2>&-", "a closed pipe"])
    def test_a_standard_error_that_cannot_be_written_changes_no_status(
        self, args: str, status: int, made: str, stream: str, write: Write
    ) -> None:
        folder = write(YAML).parent
        write("x", "broken.yaml")
        reading, writing = os.pipe()
        os.close(reading)
        command = f"{sys.executable} -m ratings_cli {args} {stream if '2>' in stream else ''}"
        with os.fdopen(writing, "wb") as pipe:
            done = subprocess.run(
                ["sh", "-c", command], stdout=subprocess.PIPE, stderr=pipe, check=False, timeout=60, cwd=folder
            )
        assert done.returncode == status
        assert bool(done.stdout) is (status == 0 and made in {"", "data.yaml"})
        assert not made or (folder / made).read_bytes() not in {b"", YAML.encode()}

    def test_control_characters_of_a_command_line_are_written_out(self, ratings: Run) -> None:
        for args in (["\x1b[31m\u202e"], ["table", "\x1b[31m\u202e"], ["table", "--\x1b[31m\u202e"]):
            result = ratings(*args)
            assert result.status == 2
            assert r"\x1b[31m\u202e" in result.err
            assert not {"\x1b", "\u202e"} & set(result.err)

    def test_the_name_of_a_file_need_be_no_text(self, process: Run, tmp_path: Path) -> None:
        path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml")
        assert "\\udcff.yaml: there is no such file" in process("check", path).err
        assert "\\udcff.yaml: there is no such file" in process("table", "--data", path).err


@pytest.mark.slow
class TestTerminalsAndLocales:
    @pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
    def test_a_terminal_of_width_one_loses_no_band(self, args: list[str]) -> None:
        seen = in_terminal(*args, columns=1, NO_COLOR="1")
        assert "Traceback" not in seen
        assert args == ["check"] or {"good", "inadequate"} & set(re.findall(r"\w+", seen))

    @pytest.mark.parametrize("settings", [{"TERM": ""}, {"TERM": "nonsense"}, {"HOME": ""}, {"LANG": "xx_YY.zz"}])
    def test_odd_settings_of_a_terminal_do_no_harm(self, settings: dict[str, str]) -> None:
        seen = in_terminal("table", columns=100, **{"NO_COLOR": "1", **settings})
        assert "requires improvement" in seen
        assert ESCAPE not in seen

    @pytest.mark.parametrize("args", [*SHOWN, ["table", "--owner", "Söðxo"]], ids=" ".join)
    def test_a_locale_without_utf_8_gets_ascii_or_the_utf_8_of_a_format(self, args: list[str], process: Run) -> None:
        plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
        result = process(*args, env=plain)
        assert "Traceback" not in result.err
        assert result.err.isascii()
        assert result.out.isascii() or args[0] in {"page", "post", "feed"}
        assert result.status == (2 if len(args) > 1 and not args[-1].isascii() else 0)

    def test_nor_do_files_depend_on_the_locale(self, process: Run, write: Write, tmp_path: Path) -> None:
        path = write("inspections: [{provider: Åland, published: 2019, overall: good}]", "Å.yaml")
        outs = []
        for number, env in enumerate([{}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]):
            out = tmp_path / f"{number}.html"
            assert process("table", "--data", path, "-o", out, env=env).status == 0
            outs.append(out.read_bytes())
        assert outs[0] == outs[1]
        assert "Åland".encode() in outs[0]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_ctrl_c_ends_it_without_a_traceback_and_without_a_file(self, tmp_path: Path) -> None:
        pipe, out = tmp_path / "pipe.yaml", tmp_path / "out.csv"
        os.mkfifo(pipe)
        command = [sys.executable, "-m", "ratings_cli", "table", "--data", str(pipe), "-o", str(out)]
        with (
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running,
            pipe.open("wb"),  # waits until the program reads
        ):
            running.send_signal(signal.SIGINT)
            shown, said = running.communicate(timeout=60)
        assert running.returncode == 130
        assert shown == b""
        assert b"Traceback" not in said
        assert not out.exists()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may look into; those of pytest are closed to others."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


class TestOutput:
    @pytest.mark.parametrize("moment", ["os.fsync", "pathlib.Path.replace"])
    def test_a_program_killed_while_it_writes_leaves_the_old_file_whole(self, moment: str, tmp_path: Path) -> None:
        path = tmp_path / "table.csv"
        path.write_text("old")
        module = moment.partition(".")[0]
        code = (
            f"import os, signal, {module}\n{moment} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
            "from ratings_cli.cli.app import main\nmain()\n"
        )
        done = subprocess.run([sys.executable, "-c", code, "table", "-o", str(path)], check=False, timeout=60)
        assert done.returncode == -signal.SIGKILL
        assert path.read_text() == "old"

    @pytest.mark.parametrize("name", ["table.csv", "table.html", "page.html"])
    def test_a_full_disk_leaves_the_old_file_whole(self, name: str, process: Run, tmp_path: Path) -> None:
        path = tmp_path / name
        path.write_text("old")
        result = process(path.stem, "-o", path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50)))
        assert (result.status, result.err) == (1, f"Error: {path}: cannot be written: File too large\n")
        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]

    @pytest.mark.skipif(not hasattr(os, "setuid"), reason="this system has no users of this kind")
    def test_a_folder_that_may_not_be_written_to_is_named(self, open_folder: Path) -> None:
        data, out = open_folder / "data.yaml", open_folder / "table.csv"
        data.write_text(YAML)
        open_folder.chmod(0o555)
        # Root may write everywhere, so it becomes nobody; what has to be loaded is loaded by then.
        code = (
            "import os, sys, ratings_cli.cli.output, ratings_cli.editing.edit_file, encodings.idna\n"
            "from ratings_cli.cli.app import main\n"
            "def run(*args):\n"
            "    sys.argv = ['ratings', *args]\n"
            "    try: main()\n"
            "    except SystemExit as ended: return ended.code\n"
            f"run('table', '--data', {str(data)!r}, '--format', 'csv')\n"
            f"run('add', '--data', {str(data)!r}, '--provider', 'B', '--overall', 'good', '--dry-run')\n"
            "os.getuid() or os.setuid(65534)\n"
            f"print(run('table', '--data', {str(data)!r}, '-o', {str(out)!r}))\n"
            f"print(run('add', '--data', {str(data)!r}, '--provider', 'B', '--overall', 'good'))\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
        assert done.stderr.splitlines()[-2:] == [
            f"Error: {out}: cannot be written: Permission denied",
            f"Error: {data}: may only be read (let it be written to: chmod u+w; or name another file)",
        ]
        assert done.stdout.splitlines()[-2:] == ["1", "1"]
        assert data.read_text() == YAML
        assert list(open_folder.iterdir()) == [data]

    def test_a_link_as_output_stays_a_link(self, ratings: Run, tmp_path: Path) -> None:
        (tmp_path / "there").mkdir()
        target, link = tmp_path / "there" / "table.csv", tmp_path / "link.csv"
        link.symlink_to(target)
        assert ratings("table", "-o", link).status == 0
        assert link.is_symlink()
        assert target.read_text(encoding="utf-8").startswith("position,")

    def test_the_data_file_itself_is_never_written_over(self, ratings: Run, tmp_path: Path) -> None:
        data, link = tmp_path / "data.csv", tmp_path / "link.csv"
        data.write_text(CSV)
        link.symlink_to(data)
        for out in (data, link):
            for command in (["table"], ["page"], ["scale"], ["feed"], ["post"]):
                result = ratings(*command, "--data", data, "-o", out)
                assert result.status == 2
                assert data.read_text() == CSV
        assert "is the data file itself, which stays as it is" in ratings("table", "--data", data, "-o", data).err

    def test_a_name_that_is_too_long_is_one_clear_message(self, ratings: Run) -> None:
        name = "a" * 300
        for args in (["add", "--data", name], ["init", name], ["table", "--data", name], ["page", "-o", name]):
            result = ratings(*args)
            assert result.status == 1
            assert "File name too long" in result.err.splitlines()[-1]


def test_every_test_that_the_page_names_is_there() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/\w+/\w+\.py)::(?:(\w+)::)?(\w+)`", page)
    assert len(named) > 20
    for file, group, test in named:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert re.search(rf"^ *def {test}\(", text, re.MULTILINE), (file, test)
        assert not group or f"class {group}:" in text, (file, group)
