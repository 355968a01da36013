"""What the matches of rules.toml mean, a file for each kind; the table of them is ``table``."""
