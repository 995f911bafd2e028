"""Where a built graph lies and how it is asked."""
