"""What `aitui` does without its screen: one module per command, each imported only when it is called."""

PLAIN_VARIABLE = "AITUI_PLAIN"
"""Set to anything in the environment: print linear text; `--plain` sets it for one command."""
