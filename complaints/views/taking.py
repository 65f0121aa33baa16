"""Taking a complaint: telephone speed, one form, the consequences shown while it is filled in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints import selectors, services
from complaints.authority import may_handle
from complaints.forms import NewForm
from complaints.models import Complaint
from hotel.guests import alerts
from hotel.guests import selectors as guests
from hotel.rooms import selectors as rooms
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused

if TYPE_CHECKING:
    from hotel.guests.models import Guest
    from hotel.stays.models import Stay


@dataclass(frozen=True)
class Beside:
    """What the form's right side shows: who it is, what the rules make of it."""

    guest: "Guest | None"
    stay: "Stay | None"
    alerts: list[alerts.Alert]
    earlier: list[Complaint]
    weighed: services.Weighed | None
    trouble: str = ""

    @property
    def modifiers(self) -> list[str]:
        from complaints.enums import Modifier

        codes = self.weighed.modifiers if self.weighed else []
        return [str(Modifier(code).label) for code in codes]


@requires("complaints.register")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """`?stay=` fills in guest and room, `?guest=` the guest."""
    if request.method == "POST":
        return _take(request)
    known = {name: _number(request.GET.get(name)) for name in ("stay", "guest")}
    return _page(request, NewForm(initial={k: v for k, v in known.items() if v}), known)


@requires("complaints.register")
@require_safe
def from_stay(request: StaffRequest, stay_id: int) -> HttpResponse:
    """The button on a stay."""
    from django.urls import reverse

    return see_other(request, f"{reverse('complaints:new')}?stay={stay_id}")


@requires("complaints.register")
@require_POST
def weighed(request: StaffRequest) -> HttpResponse:
    """What the complaint would become, while the form is being filled in."""
    return render(
        request, "complaints/beside.html", {"beside": _beside(request.POST, request.user)}
    )


def _take(request: StaffRequest) -> HttpResponse:
    form = NewForm(request.POST)
    if form.is_valid():
        try:
            made = _register(form.cleaned_data, request.user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            said = _("Complaint %(number)s is registered.") % {"number": made.number}
            messages.success(request, said)
            return see_other(request, "complaints:complaint", made.pk)
    return _page(request, form, request.POST, status=422)


def _register(given: dict[str, Any], by: User) -> Complaint:
    """Register, and take it on at once where the guest has confirmed it to its owner."""
    restated = given["restated"]
    stay = given["stay"]
    if not stay and given["room"]:
        stay = _stay_in(given["room"])
        if stay is None and not given["visitor"] and not given["guest"]:
            raise Refused(_("Nobody is in house in this room."), field="room")
    made = services.register_complaint(
        by=by,
        stay_id=stay if isinstance(stay, int) or stay is None else stay.pk,
        guest_id=given["guest"],
        **{
            name: given[name]
            for name in (
                "category",
                "severity",
                "statement",
                "desired",
                "channel",
                "visitor",
                "phone",
                "anonymous",
                "private_place",
                "form_token",
            )
        },
    )
    if restated and made.status == "registered" and may_handle(by, made):
        services.acknowledge(made.pk, by=by, restated=True)
    return made


def _page(request: StaffRequest, form: NewForm, typed: Any, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "beside": _beside(typed, request.user)}
    return render(request, "complaints/new.html", context, status=status)


def _beside(typed: Any, viewer: User) -> Beside:
    stay = _stay(typed)
    guest = _guest(typed) or (stay.guest if stay else None)
    weighed, trouble = None, ""
    if typed.get("category"):
        try:
            weighed = services.weigh(
                by=viewer,
                category=typed["category"],
                severity=typed.get("severity") or "",
                guest=guest,
                stay=stay,
            )
        except Refused as refusal:
            trouble = refusal.text
    return Beside(
        guest=guest,
        stay=stay,
        alerts=alerts.alerts_for([guest.pk], viewer)[guest.pk] if guest else [],
        earlier=selectors.of_guest(guest.pk, viewer)[:4] if guest else [],
        weighed=weighed,
        trouble=trouble,
    )


def _stay(typed: Any) -> "Stay | None":
    chosen = _number(typed.get("stay"))
    if chosen:
        return stays.stays().filter(pk=chosen).first()
    return _stay_in(typed.get("room") or "")


def _stay_in(number: str) -> "Stay | None":
    room = rooms.room_by_number(number.strip()) if number.strip() else None
    return stays.stay_in_room(room.pk) if room else None


def _guest(typed: Any) -> "Guest | None":
    chosen = _number(typed.get("guest"))
    return guests.guests().filter(pk=chosen).first() if chosen else None


def _number(value: Any) -> int | None:
    said = str(value or "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 12 else None
