"""What a part asks of the tasks it finds: groups, rankings, shares, sides, claims to check, a topic."""
