"""Which thing of the graph a name stands for."""
