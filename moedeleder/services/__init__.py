"""Use cases: one module for each thing a person does."""
