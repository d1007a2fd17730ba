"""Layers that nearly every network starts from."""

from engine.contracts import Family, Text

FAMILY = Family(Text("Basics", "Grundbausteine"), order=0)
