"""Any table of ratings into records, or every problem with its line."""
