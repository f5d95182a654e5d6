"""The program: commands, options, completion, and where output goes."""
