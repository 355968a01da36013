"""Words of a message that are the document's own: quoted, pasted, described, printed; and what it calls its things."""
