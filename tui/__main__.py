"""`aitui` and `python -m aitui.tui`."""


def main() -> None:
    """Run."""
