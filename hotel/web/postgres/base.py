"""Django's PostgreSQL backend, which asks the line and not the server whether it is still there."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """With `CONN_HEALTH_CHECKS` every request begins with the question whether its connection lives."""

    def is_usable(self) -> bool:
        """Whether nothing lies in the line: a server that leaves says so and hangs up.

        Django sends `SELECT 1` instead, one more question a request.
        """
        if self.connection is None or self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0)
