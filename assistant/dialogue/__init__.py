"""What a turn keeps, changes or drops of the turns before: ``turn`` reads one, the other modules each know one way."""

from assistant.dialogue.turn import read_turn

__all__ = ["read_turn"]
