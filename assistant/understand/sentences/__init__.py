"""What the clauses of a message are to each other: several questions, a shared scope, a subject carried on."""
