"""Pure functions from records to results: who is where, since when, and why."""
