"""Layers that write the same numbers in another form."""

from engine.contracts import Family, Text

FAMILY = Family(Text("Shape", "Form"), order=7)
