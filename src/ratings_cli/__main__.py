"""Run the program as ``python -m ratings_cli``."""

from ratings_cli.app import main

if __name__ == "__main__":
    main()
