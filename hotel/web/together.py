"""One transaction for an act and for the acts it is made of.

`transaction.atomic` around each of them would set a savepoint a part, two more questions to the
database, though nobody goes on after a part that failed. Who wants to go on opens an `atomic` of
its own around the part.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
R = TypeVar("R")

_begun: ContextVar[bool] = ContextVar("an act has begun", default=False)


def together(verb_function: Callable[P, R]) -> Callable[P, R]:
    """The decorated act stands or falls as one, with the act it is part of if there is one."""

    @wraps(verb_function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _begun.get():
            return verb_function(*args, **kwargs)
        with transaction.atomic():
            # Taken back before the commit: what is done after it is an act of its own.
            token = _begun.set(True)
            try:
                return verb_function(*args, **kwargs)
            finally:
                _begun.reset(token)

    return run
