"""Netzwerkstatt's engine: networks as documents, trained in jitted JAX, without a browser."""
