"""The phases work falls into, for boards in columns; the seven of a visit are known (handbook C4)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PHASES: dict[str, Any] = {
    "on_notice": _("On notice"),
    "pre_arrival": _("Pre-arrival"),
    "arrival": pgettext_lazy("phase", "Arrival"),
    "in_stay": _("In stay"),
    "daily": _("Daily"),
    "guest_out": _("Guest out"),
    "departure": pgettext_lazy("phase", "Departure"),
}


def add_phase(code: str, label: Any) -> None:
    """Have apps above name a phase of their own; it stands after those known already."""
    PHASES.setdefault(code, label)


def phase_label(code: str) -> str:
    return str(PHASES.get(code, code or _("Other work")))


def phase_order(code: str) -> int:
    return list(PHASES).index(code) if code in PHASES else len(PHASES)
