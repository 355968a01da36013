"""What ``index.train`` fits the bundled model with; nothing here runs when questions are answered. Extra ``train``."""
