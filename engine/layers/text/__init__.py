"""Layers that turn words and other tokens into numbers."""

from engine.contracts import Family, Text

FAMILY = Family(Text("Text", "Text"), order=8)
