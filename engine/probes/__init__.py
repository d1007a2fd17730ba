"""Probes: one file for each question about the inside of a run."""
