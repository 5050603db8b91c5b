"""Translated articles and their quotes as files for people and for other programs."""
