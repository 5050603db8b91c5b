"""The parts of the main screen around the reading pane."""
