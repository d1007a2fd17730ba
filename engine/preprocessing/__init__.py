"""Preprocessing: one file is one step between a published data set and a network's inputs."""
