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
    "stay": gettext_lazy("booking changed"),
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

journal_words.say(
    {
        "vip.noted": gettext_lazy("wrote the VIP notice"),
        "vip.changed": gettext_lazy("changed the VIP notice"),
        "vip.submitted": gettext_lazy("handed in the VIP notice"),
        "vip.approved": gettext_lazy("approved the VIP visit"),
        "vip.rejected": gettext_lazy("did not approve the VIP visit"),
        "vip.announced": gettext_lazy("announced the VIP visit"),
        "vip.replanned": gettext_lazy("changed the VIP plan"),
        "vip.reminded": gettext_lazy("reminded departments to acknowledge"),
        "vip.acknowledged": gettext_lazy("all departments have acknowledged"),
        "vip.postponed": gettext_lazy("postponed the VIP visit"),
        "vip.cancelled": gettext_lazy("cancelled the VIP visit"),
        "vip.closed": gettext_lazy("closed the VIP visit"),
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


def cause_of(data: Mapping[str, Any]) -> str:
    """Why a plan changed, in the active language."""
    text = CAUSES.get(str(data.get("cause")), CAUSES["check"])
    return str(text) % {"arrival": when(data.get("arrival")), "level": data.get("level", "")}


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
