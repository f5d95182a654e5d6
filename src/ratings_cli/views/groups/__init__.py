"""Tables of owners, areas and regions."""
