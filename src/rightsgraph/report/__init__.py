"""One page on a network for readers of policy: what it shows, its evidence, its limits."""
