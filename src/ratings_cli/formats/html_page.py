"""The frame of a whole HTML page around a fragment: its head, and how it looks in light, in dark and in print."""

from __future__ import annotations

from ratings_cli.formats.palette import LINK

# In the dark, cells without a colour of their own turn dark; those of a band keep their fill and their ink.
_STYLE = f"""\
:root {{ color-scheme: light dark; }}
body {{ max-width: 75rem; margin: 0 auto; padding: 1rem; font-family: system-ui, Arial, sans-serif; }}
body {{ background: #ffffff; color: #111111; }}
h1.heard {{ position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }}
@media (prefers-color-scheme: dark) {{
  body, table, caption {{ background: #16181c !important; color: #ececec !important; }}
  thead th, thead td {{ background: #2a2d33 !important; color: #ececec !important; }}
  tbody :not([style*="background-color"]):not(a) {{ color: #ececec !important; }}
  a {{ color: #9cc4ff !important; }}
  tbody [style*="background-color"] a {{ color: {LINK} !important; }}
}}
@media (max-width: 40rem) {{
  body {{ padding: 0.5rem; }}
  table {{ font-size: 13px !important; }}
  td, th {{ padding: 4px !important; }}
}}
@media print {{
  body {{ max-width: none; padding: 0; }}
  thead {{ display: table-header-group; }}
  tr {{ break-inside: avoid; }}
  td, th, span {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
}}
"""


def whole_page(title: str, body: str, *, headed: bool = False) -> str:
    """Return a whole HTML document.

    Args:
        title: its title, escaped.
        body: what stands in it, as a fragment.
        headed: whether it begins with a heading of its own. If not, the title is the heading, for those who listen
            alone: those who see the page have it as the caption of the table.
    """
    heading = "" if headed else f'<h1 class="heard">{title}</h1>\n'
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n"
        f"<style>\n{_STYLE}</style>\n"
        "</head>\n"
        "<body>\n"
        "<main>\n"
        f"{heading}{body}"
        "</main>\n"
        "</body>\n"
        "</html>\n"
    )
