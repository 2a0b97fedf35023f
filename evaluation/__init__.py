"""Measuring: gold files, scores as counts that add, cross-validation, public sets."""
