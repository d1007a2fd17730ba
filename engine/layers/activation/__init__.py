"""A bend on its own, between two layers."""

from engine.contracts import Family, Text

FAMILY = Family(Text("Activation", "Aktivierung"), order=1)
