"""Sections in a message: by number, title, noun, by those beside them, by what none of their tasks meets."""
