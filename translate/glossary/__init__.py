"""The user's own terms: the glossary file, and what other programs exchange glossaries in."""
