"""Layers that prepare images, or show them a little differently in every epoch."""

from engine.contracts import Family, Text

FAMILY = Family(Text("Data augmentation", "Datenaugmentierung"), order=11)
