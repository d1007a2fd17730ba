"""Losses: one file for each way of saying how wrong an output is."""
