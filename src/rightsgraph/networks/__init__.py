"""Partnership networks: who takes part together, how often, and by which paragraphs."""
