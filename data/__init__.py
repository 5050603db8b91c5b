"""What there is to read and find: articles, library, entities, quotes, search, configuration, folders."""
