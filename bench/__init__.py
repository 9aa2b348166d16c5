"""What is measured, run as modules: python -m bench.tui."""
