"""Lesson files read into trees, their directives and goals."""
