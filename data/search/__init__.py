"""One search over entities, quotes, titles and sentences: what is indexed, how it is folded, matched and ranked."""
