"""From an empty window to an open office: first start, unlocking, and what can go wrong."""
