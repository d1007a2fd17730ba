"""Layers that choose what to look at."""

from engine.contracts import Family, Text

FAMILY = Family(Text("Attention", "Aufmerksamkeit"), order=10)
