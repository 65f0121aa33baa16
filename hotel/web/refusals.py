"""What a service raises when the house says no: a sentence for the clerk, and the field it belongs to."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError


class Refused(ValidationError):  # noqa: N818  read as a sentence: `raise Refused(…)`
    """An act the rules do not allow. Nothing was changed.

    `field` names the form field the sentence belongs beside, or None for the form as a whole.
    """

    def __init__(
        self,
        message: Any,
        *,
        field: str | None = None,
        code: str = "refused",
        params: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message, code=code, params=dict(params) if params else None)
        self.field = field

    @property
    def text(self) -> str:
        return str(self.messages[0])


class Stale(Refused):
    """Somebody changed the record after this person opened it.

    `theirs` maps field label to the value that stands in the database now, for showing both;
    `version` is the record's own now, so that a second save of the same form goes through.
    """

    def __init__(
        self,
        message: Any,
        *,
        theirs: Mapping[str, Any] | None = None,
        version: int | None = None,
    ) -> None:
        super().__init__(message, code="stale")
        self.theirs = dict(theirs or {})
        self.version = version


class Forbidden(Refused):
    """The person may not do this to this record (another department's item, a missing authority)."""

    def __init__(self, message: Any, *, field: str | None = None) -> None:
        super().__init__(message, field=field, code="forbidden")
