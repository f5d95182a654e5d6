"""Reading: the text of a release or a news page -> proposed values, each with the sentence that says it."""
