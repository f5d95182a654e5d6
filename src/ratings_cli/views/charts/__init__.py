"""What pictures show, before a format draws it."""
