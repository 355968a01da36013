"""What the commands of ``assistant/cli.py`` share, and what one of them alone does."""
