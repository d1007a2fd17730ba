"""Layers that bring several wires together."""

from engine.contracts import Family, Text

FAMILY = Family(Text("Joining", "Zusammenführen"), order=6)
