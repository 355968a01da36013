"""From a file's bytes to text with lines and tables: one reader a format, all giving the same ``Source``."""
