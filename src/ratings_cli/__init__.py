"""League tables from inspection ratings: ranked, dated, sourced and ready to publish."""

__version__ = "0.1.0"
