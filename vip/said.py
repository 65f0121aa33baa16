"""What the departments read of a programme entry or a companion, in each language."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hotel.web import show

if TYPE_CHECKING:
    from vip.models import Member, ProgrammeEntry, Visit


def both(made: Callable[[], str]) -> tuple[str, str]:
    """What `made()` says in Chinese and in English."""
    with translation.override("zh-hans"):
        zh = made()
    with translation.override("en"):
        return zh, made()


def of_entry(entry: "ProgrammeEntry", visit: "Visit") -> str:
    """`Meal 11-22 18:30 · 听溪包间 · 6 persons · ¥300 a person`; no note where it is confidential."""
    persons = ngettext("%(count)s person", "%(count)s persons", entry.persons or 0)
    parts = [
        f"{entry.get_kind_display()} {show.mdhm(entry.starts_at)}",
        entry.place,
        persons % {"count": entry.persons} if entry.persons else "",
        _("¥%(sum)s a person") % {"sum": f"{entry.budget:.0f}"} if entry.budget else "",
        "" if visit.confidential else entry.note,
    ]
    return " · ".join(part for part in parts if part)


def of_member(member: "Member", visit: "Visit") -> str:
    """`Spouse 林女士: allergic to peanuts; green tea`; only the relation where it is confidential."""
    who = member.get_relation_display()
    if not visit.confidential:
        who = f"{who} {member.full_name}"
    noted = _("; ").join(each for each in (member.restrictions, member.wishes) if each)
    return _("%(who)s: %(noted)s") % {"who": who, "noted": noted}
