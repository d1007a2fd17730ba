"""Layers that walk through a sequence and remember."""

from engine.contracts import Family, Text

FAMILY = Family(Text("Recurrent", "Rekurrent"), order=9)
