"""Help: the options of a command under headings, and examples that the tests run.

The classes replace methods of Click's `Command`, which Typer keeps under these names. Tried with Typer 0.26 to 0.29.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

EXAMPLES: dict[str, tuple[str, ...]] = {
    "": ("ratings table", "ratings show wales crc", "ratings table --owner sodexo -o sodexo.csv"),
    "table": (
        "ratings table --owner sodexo",
        "ratings table -l pdu --region london --band inadequate",
        'ratings table --as-of "3 May 2019" --format csv',
        'ratings table --by "through the gate"',
    ),
    "show": ("ratings show bench", "ratings show wales crc", "ratings show thames@2019-01-01"),
    "by": ("ratings by owner", "ratings by region -l pdu", "ratings by date -l all --newest -n 5"),
    "by owner": ("ratings by owner", "ratings by owner --by leadership", "ratings by owner --since 2019-09-26"),
    "by area": ("ratings by area", "ratings by area -l all --area kent"),
    "by region": ("ratings by region -l pdu", "ratings by region -l pdu --order worst -o regions.svg"),
    "by date": (
        "ratings by date -l all --newest -n 5",
        "ratings by date -l all --year 2024",
        "ratings by date -l pdu --band good",
    ),
    "by league": ("ratings by league", "ratings by league -o leagues.svg"),
    "by year": ("ratings by year", "ratings by year -l pdu -f csv"),
    "list": ("ratings list leagues", "ratings list owners", "ratings list providers -l pdu"),
    "standards": ("ratings standards", "ratings standards -l pdu --region wales"),
    "compare": (
        "ratings compare bench kss",
        "ratings compare nps crc",
        "ratings compare sodexo seetec",
        "ratings compare thames@2019-01-01 thames",
    ),
    "page": ("ratings page -o league.html", "ratings page -l pdu -o pdu.html"),
    "post": ("ratings post", "ratings post bench", "ratings post bench -f html"),
    "feed": ("ratings feed -o ratings.xml", "ratings feed -l pdu -n 20"),
    "export": (
        "ratings export ratings.csv",
        "ratings export ratings.db",
        "ratings export --data schools.xlsx schools.json",
    ),
    "scale": ("ratings scale", "ratings scale -f json"),
    "check": ("ratings check", "ratings check my.yaml --strict"),
    "init": ("ratings init", "ratings init my.yaml --from-shipped", "ratings init schools.csv"),
    "add": (
        "ratings add --data my.yaml",
        "ratings add --data my.yaml --provider Leeds --overall good --published today",
        "ratings add --data my.yaml --from release.txt",
    ),
    "help": ("ratings help table", "ratings help csv"),
}
"""The examples at the end of a command's help, by its name."""

WHAT = "What to show"
HOW = "How to show it"
WHERE = "Data and output"
TABLES = "Reading a table"
OPTIONS = "Options"
INSPECTION, FOUND, NEW, TEXT = "The inspection", "What it found", "A new provider", "From a text"
HEADINGS = ("Arguments", TEXT, INSPECTION, FOUND, NEW, WHAT, HOW, WHERE, OPTIONS, TABLES)
"""The headings under which help lists the options, in order."""


def _write_examples(_: object, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - private types of Typer
    if examples := EXAMPLES.get(ctx.command_path.partition(" ")[2]):
        with formatter.section("Examples"):
            formatter.write("".join(f"  {example}\n" for example in examples))


class HelpfulCommand(TyperCommand):
    """A command whose help has its options under headings, and ends with examples.

    It names an argument as every manual does, `NAME...` or `[FILE]`, without Python's name of its type.
    """

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401 - as above
        """What stands in the line on usage after the name of the command."""
        arguments = [param for param in self.get_params(ctx) if param.param_type_name == "argument"]
        return ["[OPTIONS]", *(_name(param) if param.required else f"[{_name(param)}]" for param in arguments)]

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """Write the arguments, and the options each under the heading that its `rich_help_panel` names."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            name, text = param.get_help_record(ctx) or ("", "")
            if param.param_type_name == "argument":
                sections.setdefault("Arguments", []).append((_name(param), text))
            elif name:
                sections.setdefault(getattr(param, "rich_help_panel", None) or OPTIONS, []).append((name, text))
        for heading in sorted(sections, key=HEADINGS.index):
            with formatter.section(heading):
                formatter.write_dl(sections[heading])

    format_epilog = _write_examples


class HelpfulGroup(TyperGroup):
    """A group of commands whose help ends with examples."""

    format_epilog = _write_examples


def _name(argument: Any) -> str:  # noqa: ANN401 - as above
    several = argument.nargs != 1 and not argument.metavar.endswith("...")
    return f"{argument.metavar}..." if several else f"{argument.metavar}"
