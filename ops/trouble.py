"""What went wrong, in one plain sentence for the person at the keyboard."""


class Trouble(Exception):  # noqa: N818
    """Ends a command with its sentence and no traceback."""
