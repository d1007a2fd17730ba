"""Layers that slide a small filter over an image."""

from engine.contracts import Family, Text

FAMILY = Family(Text("Convolution", "Faltung"), order=2)
