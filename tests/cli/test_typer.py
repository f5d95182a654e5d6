"""The private parts of Typer that the program leans on; each test says what to look at when one of them changes.

What the program makes of them is held by the tests of help, of completion and of wrong command lines.
"""

from __future__ import annotations

import inspect
from typing import Any

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from ratings_cli.cli.app import COMMANDS, LazyGroup, load
from ratings_cli.cli.usage_errors import CommandLineError

REPLACED = [
    ("help.HelpfulCommand", TyperCommand, "collect_usage_pieces", ["self", "ctx"]),
    ("help.HelpfulCommand", TyperCommand, "format_options", ["self", "ctx", "formatter"]),
    ("help.HelpfulCommand", TyperCommand, "format_epilog", ["self", "ctx", "formatter"]),
    ("help.HelpfulGroup", TyperGroup, "format_epilog", ["self", "ctx", "formatter"]),
    ("app.LazyGroup", TyperGroup, "resolve_command", ["self", "ctx", "args"]),
    ("app.LazyGroup", TyperGroup, "invoke", ["self", "ctx"]),
    ("app.LazyGroup", TyperGroup, "make_context", None),
]
"""Each method of Typer that a class of ours replaces, with its parameters."""


@pytest.mark.parametrize(
    ("ours", "theirs", "name", "parameters"), REPLACED, ids=[f"{row[0]}.{row[2]}" for row in REPLACED]
)
def test_a_method_that_is_replaced_is_there(ours: str, theirs: type, name: str, parameters: list[str] | None) -> None:
    method = getattr(theirs, name, None)
    where = f"cli/{ours.partition('.')[0]}.py"
    assert method, f"Typer {typer.__version__} has no {theirs.__name__}.{name}: {ours} in {where} replaces it"
    if parameters:
        found = list(inspect.signature(method).parameters)
        assert found == parameters, f"Typer {typer.__version__}: {theirs.__name__}.{name} takes {found}, see {where}"


def test_what_typer_calls_the_methods_for_is_as_help_expects() -> None:
    """`HelpfulCommand` and `explain` read these of a parameter, an argument and a context."""
    command = load("show")
    context = command.make_context("show", ["bench"], resilient_parsing=True)
    argument, option = command.params[0], command.params[1]
    for owner, names in (
        (argument, ("param_type_name", "required", "metavar", "nargs", "name", "opts", "get_help_record")),
        (option, ("param_type_name", "rich_help_panel", "get_help_record", "opts")),
        (context, ("command_path", "command", "params", "parent", "invoked_subcommand")),
        (command, ("get_params",)),
    ):
        missing = [name for name in names if not hasattr(owner, name)]
        assert not missing, (
            f"a {type(owner).__name__} of Typer has no {missing}: cli/help.py and usage_errors.py use it"
        )
    assert (argument.param_type_name, option.param_type_name) == ("argument", "option"), "cli/help.py tells them apart"


def _error(*args: str) -> Any:  # noqa: ANN401 - private types of Typer
    """What Typer raises for a wrong command line."""
    group = typer.main.get_command(_app())
    with pytest.raises(Exception) as raised:  # noqa: PT011 - its type is what is tested
        group.main(list(args), prog_name="ratings", standalone_mode=False)
    return raised.value


def _app() -> typer.Typer:
    from ratings_cli.cli.app import app

    return app


@pytest.mark.parametrize(
    ("args", "name", "attributes", "message"),
    [
        (["table", "--nonsense"], "NoSuchOption", ["option_name"], ""),
        (["show"], "MissingParameter", ["param"], ""),
        (["table", "--as-of"], "BadOptionUsage", ["option_name"], "requires an argument"),
        (["nonsense"], "UsageError", [], "No such command 'nonsense'"),
        (["table", "more"], "UsageError", [], "unexpected extra argument"),
        (["table", "--limit", "0"], "BadParameter", ["param"], "'0' is not a number of rows"),
    ],
)
def test_a_wrong_command_line_is_raised_as_usage_errors_expects(
    args: list[str], name: str, attributes: list[str], message: str
) -> None:
    see = f"see `explain` in cli/usage_errors.py, which tells the errors of Typer {typer.__version__} apart"
    error: Any = _error(*args)
    assert issubclass(type(error), CommandLineError), f"{type(error)!r} is no CommandLineError: {see}"
    assert type(error).__name__ == name, see
    assert message in error.message, see
    assert not [item for item in (*attributes, "ctx") if not hasattr(error, item)], see


def test_the_base_of_what_typer_raises_is_its_usage_error() -> None:
    assert CommandLineError.__name__ == "UsageError", (
        f"the class above typer.BadParameter is {CommandLineError!r}: see CommandLineError in cli/usage_errors.py"
    )


def test_a_group_takes_the_class_and_finds_each_command_by_its_stand_in() -> None:
    group = typer.main.get_command(_app())
    see = f"cli/app.py needs it in Typer {typer.__version__}"
    assert isinstance(group, LazyGroup), f"typer.Typer(cls=...) makes a {type(group).__name__}: {see}"
    context = group.make_context("ratings", ["table"], resilient_parsing=True)
    assert group.list_commands(context) == list(COMMANDS), see
    found = group.resolve_command(context, ["table", "-n", "1"])
    assert found == ("table", load("table"), ["-n", "1"]), see


def test_a_command_gets_its_options_from_the_signature_that_it_is_given() -> None:
    names = [param.name for param in load("scale").params]
    assert names[-1] == "page", f"Typer {typer.__version__} does not read __signature__: see `with_options`"


def test_completion_says_its_shell_in_the_environment(process: Any) -> None:  # noqa: ANN401 - as conftest
    env = {"_RATINGS_COMPLETE": "complete_bash", "COMP_WORDS": "ratings table --owner working", "COMP_CWORD": "3"}
    assert process(env=env).out == "working-Links\n", (
        "Typer no longer sets _RATINGS_COMPLETE to the shell: see `_ended` in cli/completion.py"
    )
