"""Files of networks: how nodes, edges and their attributes are written for other tools."""
