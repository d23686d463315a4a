"""Letters: how they are built, and the ways they leave the house."""
