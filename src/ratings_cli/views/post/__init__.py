"""The draft of a post."""
