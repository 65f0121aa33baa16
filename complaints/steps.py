"""How to speak to a guest who complains: the seven steps and the five taboos (handbook A8.224, 230)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Step:
    title: Any
    hint: Any


STEPS = [
    Step(
        pgettext_lazy("step", "Listen"),
        _("Take the guest to a quiet place; do not interrupt."),
    ),
    Step(pgettext_lazy("step", "Apologise"), _("Where it is due, for the hotel.")),
    Step(pgettext_lazy("step", "Ask"), _("Bring out the main point.")),
    Step(pgettext_lazy("step", "Understand"), _("Show that you do.")),
    Step(pgettext_lazy("step", "Record"), _("Read the main points back and have them confirmed.")),
    Step(
        pgettext_lazy("step", "Solve"),
        _("Offer the best of three or four options; act only after the guest agrees."),
    ),
    Step(
        pgettext_lazy("step", "Close"),
        _("Ask whether this settles it and whether anything else is needed; thank the guest."),
    ),
]
TABOOS = [
    _("Lack of professional knowledge"),
    _("Slighting the guest"),
    _("Impatience, hurrying the guest away"),
    _("Promising what cannot be done"),
    _("Rushing to clear oneself"),
]
