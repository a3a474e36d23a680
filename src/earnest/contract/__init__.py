"""The contracts: table schemas, the closed words, and what functions return."""
