"""As small as a useful program on Typer, Rich, Pydantic and PyYAML can be: read, validate, show.

`ratings` cannot start sooner than this one does, and should not take much longer.
"""

from pathlib import Path
from typing import Annotated

import typer
import yaml
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table


class Rating(BaseModel):
    """One rating."""

    provider: str
    overall: str


class Record(BaseModel):
    """All of them."""

    ratings: list[Rating]


app = typer.Typer()


@app.command()
def show(file: Annotated[Path, typer.Argument()]) -> None:
    """Show the ratings that are in a file."""
    record = Record.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    table = Table("Provider", "Overall")
    for rating in record.ratings:
        table.add_row(rating.provider, rating.overall)
    Console().print(table)


if __name__ == "__main__":
    app()
