"""What `aitui` does without its screen: one module per command, each imported only when it is called."""

PLAIN_VARIABLE = "AITUI_PLAIN"
"""Set to 1 in the environment: print linear text; `--plain` does it for one command."""
