"""Reading source and translation in step: from an article to lines of terminal cells."""
