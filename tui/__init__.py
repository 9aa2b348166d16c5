"""What a person sees and types: the terminal app and the command line."""

VERSION = "0.1.0"
