"""aitui, the app and its commands."""
