"""Panes of the workbench: they know the session and their own widgets, never each other."""
