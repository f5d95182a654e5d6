"""A data file in YAML into records, or every problem with its line."""
