"""Writing: a new record -> lines of YAML -> their place in a data file, of which every other byte stays as it is."""
