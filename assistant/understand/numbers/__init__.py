"""Numbers in a message: of tasks, of how many, figures of a text; and how numerals are written."""
