"""Results -> sheets: what each view shows, before any format."""
