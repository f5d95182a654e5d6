"""The data file that `ratings init` begins with: small, commented, and complete as it stands."""

from __future__ import annotations

STARTER = """\
# Ratings of your own, for the program `ratings`. It works as it stands: ratings table --data {name}
# What begins with # is a comment. Every field is explained in docs/data-format.md.
#
# Bands   outstanding, good, requires improvement, inadequate.
# Dates   as exact as you know them: 2019-05-03, 2019-05 or 2019.
# Leave out what you do not know: an unknown is never a blank, a zero or a guess.

title: Ratings of probation services in Northshire and Southshire   # stands over every table: put your own

# Uncomment these lists when you want them. Once a list is there, a name that is not in it is an error,
# so that a slip of the pen cannot make a second provider or owner.
#
# owners:
#   - {{name: Acme, full_name: Acme Justice Limited, aliases: [Acme Justice]}}
#   - {{name: Beacon}}
#
# providers:
#   - name: Northshire CRC
#     areas: [Northshire, Easton]
#     ownership:
#       - {{owner: Acme, from: 2015-02}}
#   - {{name: Southshire CRC, areas: [Southshire]}}

# Examples, made up: put your own in their place. Only `provider` must be there; the rest as far as you know it.
# `ratings add --data {name}` adds another at the end.
inspections:
  - provider: Northshire CRC
    owner: Acme
    published: 2024-05-03
    overall: requires improvement
    sources:
      - {{publisher: The inspectorate, url: "https://example.org/northshire-2024"}}

  - provider: Southshire CRC
    owner: Beacon
    published: 2025-02
    overall: good
    standards:
      leadership: good
      staff: outstanding
    note: The day of publication is not known.
    sources:
      - {{publisher: The inspectorate, url: "https://example.org/southshire-2025"}}
"""


def starter(name: str) -> str:
    """Return the text of a first data file.

    Args:
        name: the name of the file, for the commands in its comments.
    """
    return STARTER.format(name=name)
