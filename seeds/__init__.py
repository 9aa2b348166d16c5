"""Where articles come from: the sample, one reader per format, and intake, the one way in."""
