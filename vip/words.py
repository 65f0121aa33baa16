"""What VIP news says, in the reader's language; and what its acts are called in the history."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hotel.journal import words as journal_words
from hotel.notifications.words import say
from hotel.web import clock
from hotel.web.bilingual import pick

LANGUAGES = {"zh": "zh-hans", "en": "en"}
MOST_TITLES = 3

CAUSES = {
    "arrival": gettext_lazy("arrival now %(arrival)s"),
    "departure": gettext_lazy("departure changed"),
    "level": gettext_lazy("level now %(level)s"),
    "room": gettext_lazy("room changed"),
    "programme": gettext_lazy("arrangements changed"),
    "party": gettext_lazy("companions changed"),
    "rooms": gettext_lazy("number of rooms changed"),
    "arrived": gettext_lazy("the guest has arrived"),
    "departed": gettext_lazy("the guest has left"),
    "guest_out": gettext_lazy("the guest has gone out"),
    "guest_back": gettext_lazy("the guest is back"),
    "approval": gettext_lazy("approved, level %(level)s"),
    "resumed": gettext_lazy("takes place after all, %(arrival)s"),
    "postponed": gettext_lazy("postponed"),
    "cancelled": gettext_lazy("cancelled"),
    "rejected": gettext_lazy("not approved"),
    "closed": gettext_lazy("reception closed"),
    "care_call": gettext_lazy("the guest was called"),
    "make_right": gettext_lazy("something is to be made right"),
    "stay": gettext_lazy("booking changed"),
    "preferences": gettext_lazy("what the guest likes or must not have changed"),
    "occasions": gettext_lazy("special occasions changed"),
    "amenities": gettext_lazy("amenities above the budget approved"),
    "check": gettext_lazy("plan checked"),
}

say(
    "vip.announced",
    title=gettext_lazy("VIP %(level)s %(name)s, %(arrival)s"),
    body=gettext_lazy("%(tasks)s Please acknowledge."),
    discreet=gettext_lazy("VIP %(level)s: please acknowledge"),
)
say(
    "vip.submitted",
    title=gettext_lazy("For approval: VIP %(level)s %(name)s"),
    body=gettext_lazy("Arrives %(arrival)s. Decide by %(due)s."),
    discreet=gettext_lazy("A VIP notice waits for your approval"),
)
say(
    "vip.to_confirm",
    title=gettext_lazy("Confirm the level: VIP %(level)s %(name)s"),
    body=gettext_lazy("Arrives %(arrival)s."),
    discreet=gettext_lazy("A VIP level waits to be confirmed"),
)
say(
    "vip.approved",
    title=gettext_lazy("Approved: VIP %(level)s %(name)s"),
    body=gettext_lazy("Arrives %(arrival)s."),
)
say(
    "vip.rejected",
    title=gettext_lazy("Not approved: VIP %(level)s %(name)s"),
    body=gettext_lazy("%(reason)s"),
)
say(
    "vip.replanned",
    title=gettext_lazy("VIP %(level)s %(name)s: %(cause)s"),
    body=gettext_lazy("%(difference)s"),
    discreet=gettext_lazy("VIP %(level)s: the plan has changed"),
)
say(
    "vip.reminded",
    title=gettext_lazy("Still to acknowledge: VIP %(level)s %(name)s"),
    body=gettext_lazy("Arrives %(arrival)s."),
    discreet=gettext_lazy("VIP %(level)s: please acknowledge"),
)
say(
    "vip.acknowledged",
    title=gettext_lazy("All departments know: VIP %(level)s %(name)s"),
    body=gettext_lazy("Every department has acknowledged the notice."),
)

say(
    "vip.approval_reminded",
    title=gettext_lazy("Still for approval: VIP %(level)s %(name)s"),
    body=gettext_lazy("Half of the time is over. Decide by %(due)s."),
    discreet=gettext_lazy("A VIP notice still waits for your approval"),
)
say(
    "vip.approval_passed_on",
    title=gettext_lazy("You decide now: VIP %(level)s %(name)s"),
    body=gettext_lazy("Nobody decided by %(due)s. Arrives %(arrival)s."),
    discreet=gettext_lazy("A VIP notice is passed on to you for approval"),
)
say(
    "vip.approval_late",
    title=gettext_lazy("Approval is late: VIP %(level)s %(name)s"),
    body=gettext_lazy("Nobody decided by %(due)s; it has been passed on."),
    discreet=gettext_lazy("The approval of a VIP notice is late"),
)
say(
    "vip.log_handed_in",
    title=gettext_lazy("Visit log of %(day)s"),
    body=gettext_lazy("Entries: %(entries)s, still owed: %(owed)s."),
)
say(
    "vip.log_owed",
    title=gettext_lazy("Visit log of %(day)s is not complete"),
    body=gettext_lazy("Still owed: %(owed)s. The general manager's office reads it from nine on."),
)
say(
    "vip.line_up",
    title=gettext_lazy("You stand in line: VIP %(level)s %(name)s"),
    body=gettext_lazy("Arrives %(arrival)s."),
    discreet=gettext_lazy("You stand in line for a VIP"),
)
say(
    "vip.car_at_gate",
    title=gettext_lazy("Car at the gate: VIP %(level)s %(name)s"),
    body=gettext_lazy("To the door, the lift and the floor now. %(plate)s %(room)s"),
    discreet=gettext_lazy("VIP %(level)s: car at the gate"),
)
say(
    "vip.room_ready",
    title=gettext_lazy("Room ready again: VIP %(level)s %(name)s"),
    body=gettext_lazy("Renewed and re-checked while the guest is out. %(room)s"),
    discreet=gettext_lazy("VIP %(level)s: the room is ready again"),
)
say(
    "vip.gate_undone",
    title=gettext_lazy("Not at the gate after all: VIP %(level)s %(name)s"),
    body=gettext_lazy("Expected %(arrival)s."),
    discreet=gettext_lazy("VIP %(level)s: not at the gate after all"),
)

say(
    "vip.team_reminded",
    title=gettext_lazy("Remember: VIP %(level)s %(name)s, %(what)s"),
    body=gettext_lazy("%(room)s"),
    discreet=gettext_lazy("VIP %(level)s: look at the desk's board"),
)

journal_words.label({"vip.amenities": gettext_lazy("Amenities")})
journal_words.say(
    {
        "vip.wake_up_called": _("recorded the wake-up call"),
        "vip.noted": gettext_lazy("wrote the VIP notice"),
        "vip.changed": gettext_lazy("changed the VIP notice"),
        "vip.submitted": gettext_lazy("handed in the VIP notice"),
        "vip.approved": gettext_lazy("approved the VIP visit"),
        "vip.rejected": gettext_lazy("did not approve the VIP visit"),
        "vip.announced": gettext_lazy("announced the VIP visit"),
        "vip.statistics_exported": gettext_lazy("exported VIP statistics"),
        "vip.log_handed_in": gettext_lazy("handed in the visit log"),
        "vip.care_called": gettext_lazy("recorded a care call"),
        "vip.debrief_made": gettext_lazy("drew up the debrief"),
        "vip.debrief_completed": gettext_lazy("completed the debrief"),
        "vip.make_right_noted": gettext_lazy("noted what to make right"),
        "vip.replanned": gettext_lazy("changed the VIP plan"),
        "vip.reminded": gettext_lazy("reminded departments to acknowledge"),
        "vip.team_reminded": gettext_lazy("reminded the team of the VIP"),
        "vip.acknowledged": gettext_lazy("all departments have acknowledged"),
        "vip.postponed": gettext_lazy("postponed the VIP visit"),
        "vip.cancelled": gettext_lazy("cancelled the VIP visit"),
        "vip.closed": gettext_lazy("closed the VIP visit"),
        "address.shared": gettext_lazy("shared a screen or calendar"),
        "address.revoked": gettext_lazy("revoked a shared screen or calendar"),
        "vip.car_at_gate": gettext_lazy("saw the VIP's car at the gate"),
        "vip.gate_undone": gettext_lazy("took the call from the gate back"),
        "vip.let_in": gettext_lazy("let the VIP in before everything was ready"),
        "vip.amenity_prepared": gettext_lazy("prepared an amenity"),
        "vip.amenity_delivered": gettext_lazy("delivered an amenity"),
        "vip.amenity_replenished": gettext_lazy("replenished an amenity"),
        "vip.amenities_brought": gettext_lazy("brought amenities"),
        "vip.approval_reminded": gettext_lazy("half of the time for the approval is over"),
        "vip.approval_passed_on": gettext_lazy("the approval was passed on"),
        "vip.line_up": gettext_lazy("changed the line-up"),
        "vip.template_copied": gettext_lazy("made a new version of the VIP plan"),
        "vip.template_changed": gettext_lazy("changed a task of the VIP plan"),
        "vip.template_reset": gettext_lazy("went back to the shipped VIP plan"),
        "vip.template_used": gettext_lazy("put a version of the VIP plan in use"),
    }
)


def both(made: Any) -> dict[str, str]:
    """`{"_zh": …, "_en": …}` of what `made()` says in each language."""
    said = {}
    for suffix, language in LANGUAGES.items():
        with translation.override(language):
            said[f"_{suffix}"] = str(made())
    return said


def in_both(name: str, made: Any) -> dict[str, str]:
    """Params `<name>_zh` and `<name>_en` for a notice."""
    return {name + suffix: text for suffix, text in both(made).items()}


def cause_of(data: Mapping[str, Any], room: str = "") -> str:
    """Why a plan changed, in the active language; with the number of the room the guest left."""
    if room and data.get("cause") == "guest_out":
        return _("the guest of %(room)s has gone out") % {"room": room}
    text = CAUSES.get(str(data.get("cause")), CAUSES["check"])
    return str(text) % {"arrival": when(data.get("arrival")), "level": data.get("level", "")}


def ahead(data: Mapping[str, Any]) -> str:
    """What the desk is reminded of, in the active language."""
    text = _("wake-up call %(time)s") if data["about"] == "wake_up" else _("arrives %(time)s")
    return text % {"time": when(data["at"])}


def when(moment: str | datetime | None) -> str:
    """`11-23 15:00` on the hotel's clock, the same in both languages."""
    if not moment:
        return ""
    parsed = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{clock.local(parsed):%m-%d %H:%M}"


def difference_of(part: Mapping[str, list[Mapping[str, str]]]) -> str:
    """A department's difference in one sentence, in the active language."""
    kinds = (
        (part.get("added"), _("%(count)s new: %(titles)s")),
        (part.get("moved"), _("%(count)s moved: %(titles)s")),
        (part.get("cancelled"), _("%(count)s cancelled: %(titles)s")),
        (part.get("ordered"), _("amenities to bring: %(titles)s")),
        (part.get("not_ordered"), _("amenities not to bring: %(titles)s")),
    )
    said = (text % {"count": len(rows), "titles": titles(rows)} for rows, text in kinds if rows)
    return _("; ").join(said)


def titles(rows: Iterable[Mapping[str, str]]) -> str:
    """The first titles, in the active language."""
    named = list(dict.fromkeys(pick(row["zh"], row["en"]) for row in rows))
    shown = _(", ").join(named[:MOST_TITLES])
    return f"{shown}…" if len(named) > MOST_TITLES else shown


def tasks_of(part: Mapping[str, list[Mapping[str, str]]]) -> str:
    """`9 tasks, the first by 11-22 15:00.`"""
    rows = part.get("added", [])
    if not rows:
        return ""
    first = when(min(row["due"] for row in rows))
    return ngettext(
        "%(count)s task, due %(first)s.", "%(count)s tasks, the first due %(first)s.", len(rows)
    ) % {"count": len(rows), "first": first}
