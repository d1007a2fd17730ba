"""Metrics: one file for each figure that people read beside the loss."""
