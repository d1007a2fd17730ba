"""Accounts, classes, sessions, and who may do what."""
