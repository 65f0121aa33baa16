"""Taking a complaint: category and severity, who owns it, by when (handbook A8.231–239, E2–E4)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from complaints import audience
from complaints.enums import UNSOLVED, Channel, Modifier, Need, Status
from complaints.models import Category, Complaint, Severity
from complaints.services.acts import act, journal, moment, words
from hotel.guests import phones
from hotel.guests import selectors as guests
from hotel.notifications.audience import House
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.web.turns import wait_for

if TYPE_CHECKING:
    from hotel.guests.models import Guest
    from hotel.stays.models import Stay

# Handbook E4: VIP and repetition raise a complaint up to S3.
MOST_RAISED = 3
LEAVING_SOON = timedelta(hours=2)
BEFORE_LEAVING = timedelta(minutes=30)
AT_LEAST = timedelta(minutes=10)


@dataclass(frozen=True)
class Weighed:
    """What the rules make of a complaint before it is registered."""

    category: Category
    first: Severity
    severity: Severity
    owner: User
    acknowledge_until: datetime
    resolve_until: datetime
    latest_answer: datetime | None = None
    modifiers: list[str] = field(default_factory=list)

    @property
    def restricted(self) -> bool:
        return self.category.restricted or self.severity.rank >= 4


def weigh(
    *,
    by: User,
    category: str,
    severity: str = "",
    guest: "Guest | None" = None,
    stay: "Stay | None" = None,
    at: datetime | None = None,
) -> Weighed:
    """Severity, owner and times as registration would set them now; also the form's preview."""
    started = at or clock.now()
    chosen = _category(category)
    first = _severity(severity) if severity else chosen.severity
    modifiers = _modifiers(guest, stay, started)
    raised = [code for code in modifiers if code != Modifier.DEPARTING]
    final = _raised(first, len(raised))
    latest = None
    resolve_until = started + timedelta(minutes=final.resolve_min)
    if stay is not None and Modifier.DEPARTING in modifiers:
        latest = max(stay.ends_at - BEFORE_LEAVING, started + AT_LEAST)
        resolve_until = min(resolve_until, latest)
    return Weighed(
        category=chosen,
        first=first,
        severity=final,
        owner=choose_owner(final, chosen.department.code, by=by),
        acknowledge_until=started + timedelta(minutes=final.acknowledge_min),
        resolve_until=resolve_until,
        latest_answer=latest,
        modifiers=modifiers,
    )


@act
def register_complaint(
    *,
    by: User,
    category: str,
    statement: str,
    severity: str = "",
    channel: str = Channel.ON_SITE,
    guest_id: int | None = None,
    stay_id: int | None = None,
    visitor: str = "",
    phone: str = "",
    anonymous: bool = False,
    desired: str = "",
    needs: tuple[str, ...] = (),
    private_place: bool = False,
    form_token: UUID | None = None,
    at: datetime | None = None,
) -> Complaint:
    """Take a complaint (handbook B6). `category` and `severity` are codes; an empty severity is the
    category's own. With a stay its main guest and room are taken. `at` is when it was made, for one
    that is written down later. The same `form_token` a second time gives the one already made.

    Raises `Refused` beside `category`, `statement`, `visitor`, `phone`.
    """
    if not by.has_perm("complaints.register"):
        raise Forbidden(_("You may not register complaints."))
    if form_token and (made := _made_before(form_token)):
        return made
    started = moment(at)
    stay = _stay(stay_id)
    guest = stay.guest if stay and guest_id is None else _guest(guest_id)
    weighed = weigh(by=by, category=category, severity=severity, guest=guest, stay=stay, at=started)
    complaint = _weighed_as(weighed, by=by, at=started)
    _concerning(complaint, guest, stay)
    complaint.anonymous = anonymous and guest is None
    complaint.channel = _code(Channel, channel, "channel")
    complaint.desired = words(desired, "desired")
    complaint.needs = [_code(Need, each, "needs") for each in needs]
    complaint.private_place, complaint.form_token = private_place, form_token
    complaint.statement = words(statement, "statement", needed=_("Write what the guest says."))
    if not complaint.anonymous:
        _contact(complaint, visitor, phone)
    complaint.save()
    journal(
        "complaint.registered",
        complaint,
        by=by,
        changes={"severity": (None, weighed.severity.code)},
        data={"modifiers": weighed.modifiers},
    )
    return complaint


def _weighed_as(weighed: Weighed, *, by: User, at: datetime) -> Complaint:
    """A complaint of its number, with what the rules make of it; not yet saved."""
    return Complaint(
        number=_next_number(at),
        category=weighed.category,
        department=weighed.category.department,
        severity=weighed.severity,
        first_severity=weighed.first,
        modifiers=weighed.modifiers,
        restricted=weighed.restricted,
        owner=weighed.owner,
        registered_at=at,
        registered_by=by,
        acknowledge_until=weighed.acknowledge_until,
        resolve_until=weighed.resolve_until,
        latest_answer=weighed.latest_answer,
    )


def _concerning(complaint: Complaint, guest: "Guest | None", stay: "Stay | None") -> None:
    complaint.guest, complaint.stay = guest, stay
    complaint.room = stay.room if stay else None
    complaint.vip_level = guest.vip_level if guest else ""


def _contact(complaint: Complaint, visitor: str, phone: str) -> None:
    """A guest on file is known; anybody else leaves a name and a number."""
    complaint.visitor = "" if complaint.guest else words(visitor, "visitor", most=80)
    if phone.strip():
        checked = phones.check(phone)
        complaint.phone, complaint.phone_masked = checked.stored, checked.masked
    if complaint.guest:
        return
    if not complaint.visitor:
        raise Refused(
            _("Say who complains: a room, a guest on file, a name; or tick anonymous."),
            field="visitor",
        )
    if not complaint.phone:
        raise Refused(_("A phone number is needed to answer, or tick anonymous."), field="phone")


def _modifiers(guest: "Guest | None", stay: "Stay | None", at: datetime) -> list[str]:
    found: list[str] = []
    if guest is not None and guest.vip_level:
        found.append(Modifier.VIP)
    if guest is not None and earlier_complaints(guest.pk):
        found.append(Modifier.REPEAT)
    if stay is not None and stay.status == "in_house" and stay.ends_at - at <= LEAVING_SOON:
        found.append(Modifier.DEPARTING)
    return found


def earlier_complaints(guest_id: int) -> bool:
    return Complaint.objects.filter(guest=guest_id).exclude(status=Status.WITHDRAWN).exists()


def _raised(first: Severity, steps: int) -> Severity:
    rank = max(first.rank, min(first.rank + steps, MOST_RAISED))
    return first if rank == first.rank else severities().get(rank=rank)


def choose_owner(severity: Severity, department_code: str, *, by: User) -> User:
    """Whoever takes it, if the role is theirs; else the holder on duty with the fewest open."""
    role = severity.owner_role.code
    if role in by.role_codes:
        return by
    ids = audience.of_role(House.now(), role, department_code)
    waiting = Count("owned_complaints", filter=Q(owned_complaints__status__in=UNSOLVED))
    people = User.objects.filter(pk__in=ids).annotate(waiting=waiting)
    chosen = people.select_related("department").order_by("waiting", "pk").first()
    return chosen or by


def severities() -> models.QuerySet[Severity]:
    return Severity.objects.select_related("owner_role", "escalate_role", "closing_role")


def _category(code: str) -> Category:
    rows = Category.objects.select_related(
        "department", "severity__owner_role", "severity__escalate_role", "severity__closing_role"
    )
    found = rows.filter(code=code, active=True).first()
    if found is None:
        raise Refused(_("Choose a category of the list."), field="category")
    return found


def _severity(code: str) -> Severity:
    found = severities().filter(code=code).first()
    if found is None:
        raise Refused(_("Choose a severity of the list."), field="severity")
    return found


def _code(choices: type[models.TextChoices], code: str, name: str) -> str:
    if code not in choices.values:
        raise Refused(_("Choose one of the list."), field=name)
    return code


def _stay(stay_id: int | None) -> "Stay | None":
    if stay_id is None:
        return None
    found = stays.stays().filter(pk=stay_id).first()
    if found is None:
        raise Refused(_("This stay does not exist."), field="stay")
    return found


def _guest(guest_id: int | None) -> "Guest | None":
    if guest_id is None:
        return None
    found = guests.guests().filter(pk=guest_id).first()
    if found is None:
        raise Refused(_("This guest is not on file."), field="guest")
    return found


def _made_before(form_token: UUID) -> Complaint | None:
    """The complaint of this form. Of two presses at once the second waits here for the first."""
    wait_for(f"complaints.form:{form_token}")
    return Complaint.objects.filter(form_token=form_token).first()


def _next_number(at: datetime) -> str:
    """`T-261121-07`: the day it was made, and how many that day."""
    day = f"T-{clock.local(at):%y%m%d}"
    wait_for(f"complaints.number:{day}")
    last = Complaint.objects.filter(number__startswith=day).order_by("-id").first()
    count = int(last.number.rpartition("-")[2]) if last else 0
    return f"{day}-{count + 1:02d}"
