"""Schedules: one file for each way a learning rate moves by itself."""
