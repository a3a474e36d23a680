"""Theses against evidence: what each thesis stands on and what would change that."""
