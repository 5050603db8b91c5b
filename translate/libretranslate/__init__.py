"""Translating on a LibreTranslate server of the user's: off unless an address is configured and allowed."""
