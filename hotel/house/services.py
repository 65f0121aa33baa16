"""Changing the hotel's rules: whole, checked, journaled."""

from datetime import time
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hotel.house.models import HouseRules
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.web.refusals import Forbidden, Refused, Stale

# What the hotel is called and where it stands: no shipped value is right for another house.
IDENTITY = ("name_zh", "name_en", "phone", "address_zh", "address_en")
DECIDED = tuple(
    field.name
    for field in HouseRules._meta.fields
    if field.name not in ("id", "version", *IDENTITY)
)
CHANGEABLE = (*IDENTITY, *DECIDED)
TOPICS = ("house",)


@transaction.atomic
def change_rules(*, by: User, seen_version: int | None = None, **facts: Any) -> HouseRules:
    """Change some of the rules (handbook B: everything marked R or I); `facts` are of `CHANGEABLE`.

    Raises `Refused` beside the first field that cannot stand, `Stale` when somebody changed them
    after `seen_version`, `Forbidden` for the wrong role.
    """
    unknown = set(facts) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"not a rule of the house: {', '.join(sorted(unknown))}")
    rules = _locked(by)
    if seen_version is not None and seen_version != rules.version:
        raise Stale(_("Somebody changed the house rules meanwhile."), theirs=_theirs(rules, facts))
    return _put(rules, facts, "house_rules.changed", by=by)


@transaction.atomic
def reset_to_shipped(*, by: User) -> HouseRules:
    """Every rule as the product ships it; the hotel's name, telephone and address stay."""
    shipped = HouseRules()
    facts = {name: getattr(shipped, name) for name in DECIDED}
    return _put(_locked(by), facts, "house_rules.reset", by=by)


def differences() -> dict[str, tuple[Any, Any]]:
    """What stands against what is shipped, by field: (now, shipped)."""
    now, shipped = HouseRules.objects.filter(pk=1).first() or HouseRules(), HouseRules()
    pairs = {name: (getattr(now, name), getattr(shipped, name)) for name in DECIDED}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _locked(by: User) -> HouseRules:
    if not by.has_perm("house.change_houserules"):
        raise Forbidden(_("The house rules are changed by the general manager's office."))
    HouseRules.objects.get_or_create(pk=1)
    return HouseRules.objects.select_for_update().get(pk=1)


def _put(rules: HouseRules, facts: dict[str, Any], verb: str, *, by: User) -> HouseRules:
    wanted = {name: _tidy(value) for name, value in facts.items()}
    changes = {
        name: (_said(getattr(rules, name)), _said(value))
        for name, value in wanted.items()
        if getattr(rules, name) != value
    }
    if not changes:
        return rules
    for name in changes:
        setattr(rules, name, wanted[name])
    _check(rules)
    rules.version += 1
    rules.save(update_fields=[*changes, "version"])
    record(verb, rules, by=by, changes=changes, topics=TOPICS)
    return rules


def _check(rules: HouseRules) -> None:
    """Each field by its own limits, then what two fields say together."""
    try:
        rules.clean_fields()
    except ValidationError as problem:
        field, texts = next(iter(problem.message_dict.items()))
        raise Refused(" ".join(texts), field=field) from problem
    if rules.breakfast_until <= rules.breakfast_from:
        raise Refused(_("Breakfast ends after it begins."), field="breakfast_until")
    if rules.late_half_until <= rules.check_out_time:
        raise Refused(
            _("Half a night can only be charged until an hour after the check-out time."),
            field="late_half_until",
        )


def _tidy(value: Any) -> Any:
    """Text in one line without what nobody can see."""
    if not isinstance(value, str):
        return value
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _said(value: Any) -> Any:
    """As the journal keeps it: `14:00`, `200.00`."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def _theirs(rules: HouseRules, facts: dict[str, Any]) -> dict[str, Any]:
    return {
        str(HouseRules._meta.get_field(name).verbose_name): _said(getattr(rules, name))  # type: ignore[union-attr]
        for name in facts
        if getattr(rules, name) != _tidy(facts[name])
    }
