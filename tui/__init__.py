"""What a person sees and types: the terminal app and the command line."""
