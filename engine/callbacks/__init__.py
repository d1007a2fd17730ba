"""Callbacks: one file for each way of watching over a run and stepping in at an epoch's end."""
