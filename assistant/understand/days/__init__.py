"""Days in a message: dates in either language, months of a year that is not said, deadlines without a day."""
