"""What `aitui` does without its screen: one module per command, each imported only when it is called."""
