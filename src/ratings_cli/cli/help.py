"""Help: the options of a command under headings, and examples that the tests run."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from ratings_cli.cli.option_types import HOW, TABLES, WHAT, WHERE

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


INSPECTION, FOUND, NEW, TEXT = "The inspection", "What it found", "A new provider", "From a text"
ORDER = ("Arguments", TEXT, INSPECTION, FOUND, NEW, WHAT, HOW, WHERE, "Options", TABLES)


class HelpfulCommand(TyperCommand):
    """A command whose help has its options under headings, and ends with examples."""

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - private types of Typer
        """Write the arguments, and the options each under the heading that its `rich_help_panel` names."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            if record := param.get_help_record(ctx):
                heading = "Arguments" if param.param_type_name == "argument" else "Options"
                sections.setdefault(getattr(param, "rich_help_panel", None) or heading, []).append(record)
        for heading in sorted(sections, key=ORDER.index):
            with formatter.section(heading):
                formatter.write_dl(sections[heading])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """Write the examples."""
        _write_examples(formatter, ctx.command_path.partition(" ")[2])


class HelpfulGroup(TyperGroup):
    """A group of commands whose help ends with examples."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """Write the first commands to try."""
        _write_examples(formatter, ctx.command_path.partition(" ")[2])


def _write_examples(formatter: Any, name: str) -> None:  # noqa: ANN401 - as above
    """Write the examples of a command into its help."""
    if examples := EXAMPLES.get(name):
        with formatter.section("Examples"):
            formatter.write("".join(f"  {example}\n" for example in examples))
