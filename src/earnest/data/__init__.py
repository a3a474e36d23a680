"""Data files that ship with the package: gazetteer, act classes, curated measures, figures."""
