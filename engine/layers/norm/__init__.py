"""Layers that bring values back to a common scale."""

from engine.contracts import Family, Text

FAMILY = Family(Text("Normalization", "Normierung"), order=5)
