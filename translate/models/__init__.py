"""Getting, checking, choosing and removing translation models."""
