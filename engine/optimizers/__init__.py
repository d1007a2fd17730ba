"""Optimizers: one file for each way of following the gradients."""
