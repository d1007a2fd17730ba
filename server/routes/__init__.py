"""The routes, one file for each resource; each is thin and calls one service."""
