"""Layers that disturb training on purpose."""

from engine.contracts import Family, Text

FAMILY = Family(Text("Noise", "Rauschen"), order=4)
