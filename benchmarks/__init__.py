"""How long `ratings` takes, and how much memory, beside other tools that answer the same question."""
