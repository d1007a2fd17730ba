"""Layers that shrink an image or a sequence and keep what matters."""

from engine.contracts import Family, Text

FAMILY = Family(Text("Pooling", "Pooling"), order=3)
