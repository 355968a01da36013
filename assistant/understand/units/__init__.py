"""Units in a message under names that the registry does not hold: short, shared, former, another place's."""
