"""Why a message did not get out. Only a code and a number are kept: what the other side answers may
repeat what it was told."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Trouble(Exception):  # noqa: N818  what happened, not a mistake of ours
    """A message that did not get out. `final`: trying again would change nothing."""

    def __init__(self, code: str, number: int | str = "", *, final: bool = False) -> None:
        super().__init__(code, number)
        self.code = code
        self.number = number
        self.final = final

    @property
    def kept(self) -> str:
        """As the delivery keeps it: `status 502`."""
        return f"{self.code} {self.number}".strip()[:80]


SAID: Mapping[str, "_StrPromise"] = {
    "address": gettext_lazy("The address cannot be used."),
    "inner": gettext_lazy("The address leads into an inner network and is refused."),
    "unknown_host": gettext_lazy("The address is not known to the name service."),
    "no_answer": gettext_lazy("No answer."),
    "certificate": gettext_lazy("The other side's certificate is not valid."),
    "status": gettext_lazy("The other side answered with status %(number)s."),
    "robot": gettext_lazy("The robot refused it, code %(number)s."),
    "mail": gettext_lazy("The mail server refused it, code %(number)s."),
    "no_mail_server": gettext_lazy("No mail server is set up."),
    "unreadable": gettext_lazy("The address cannot be opened with the present keys."),
    "interrupted": gettext_lazy("The worker died while sending, again and again."),
}


def said(kept: str) -> str:
    """What is kept of a trouble, in the reader's language."""
    if not kept:
        return ""
    code, _space, number = kept.partition(" ")
    text = SAID.get(code)
    if text is None:
        return _("It could not be sent (%(what)s).") % {"what": number or code}
    return str(text) % {"number": number}
