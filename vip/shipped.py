"""The VIP scheme against what was shipped (handbook C), and going back to it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotel.house.shipped import Difference, Shipped, register
from hotel.journal import words
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.work import paces
from vip import defaults, gift_defaults
from vip.models import (
    Amenity,
    Avoidable,
    Dish,
    Level,
    NoticeSource,
    PlanTemplate,
    PreferenceRule,
    SpecialOccasion,
)
from vip.pacing import SUBJECT, shipped_paces
from vip.templates import EDITABLE

Fields = Mapping[str, Any]


def scheme_that_differs() -> list[Difference]:
    """Amenities, levels and sources that are missing or stand otherwise than shipped."""
    return [
        Difference(
            _("%(record)s: %(field)s") % {"record": found, "field": _label(found, name)},
            words.value(_plain(now)),
            words.value(_plain(shipped)),
        )
        for found, _row, changes in _scheme()
        for name, (now, shipped) in changes.items()
    ]


@transaction.atomic
def reset_scheme(by: User) -> None:
    """Amenities, levels and sources as shipped; what the hotel added of its own stays."""
    _may_reset(by)
    defaults.load()
    for found, row, changes in list(_scheme()):
        for name, (_now, shipped) in changes.items():
            if name != "amenities":
                setattr(found, name, shipped)
        found.save()
        if "amenities" in changes:
            _lay_out(found, row)
        said = {name: (_plain(now), _plain(then)) for name, (now, then) in changes.items()}
        record(f"{found._meta.model_name}.changed", found, by=by, changes=said, topics=["vip"])


def _lay_out(found: Any, row: Fields) -> None:
    if isinstance(found, Level):
        defaults.lay_out(found, row)
    else:
        gift_defaults.lay_out(found, row)


def plan_that_differs() -> list[Difference]:
    """Tasks of the newest version that differ from the shipped plan."""
    newest = PlanTemplate.objects.order_by("-version").first()
    tasks = newest.tasks.select_related("department", "owner_role") if newest else []
    now = {row.code: row for row in tasks}
    shipped = {row["code"]: row for row in defaults.task_fields(_tasks())}
    return [*_changed_tasks(now, shipped), *_lone_tasks(now, shipped)]


@transaction.atomic
def reset_plan(by: User) -> PlanTemplate:
    """A new version with the shipped tasks, used for visits announced from now on."""
    _may_reset(by)
    # One reset at a time: the version before is locked.
    PlanTemplate.objects.select_for_update().order_by("-version").first()
    if not plan_that_differs():
        raise Refused(_("Nothing differs from what was shipped."))
    newest = PlanTemplate.objects.order_by("-version").values_list("version", flat=True).first()
    made = PlanTemplate.objects.create(
        version=(newest or 0) + 1, active_from=clock.now(), note=_("As shipped"), made_by=by
    )
    defaults.write_tasks(made, _tasks())
    record("vip.template_reset", made, by=by, changes={"version": (newest, made.version)})
    return made


def paces_that_differ() -> list[Difference]:
    """How soon work nobody accepts is told to whom, where it stands otherwise than shipped."""
    return paces.paces_that_differ(SUBJECT, shipped_paces())


def reset_paces(by: User) -> None:
    paces.reset_paces(SUBJECT, shipped_paces(), by=by)


def _scheme() -> Iterator[tuple[Any, Fields, dict[str, tuple[Any, Any]]]]:
    """Each standing row of the scheme that differs, with its shipped row and what differs."""
    scheme = defaults.shipped()["vip"]
    levels = {level.code: level for level in Level.objects.prefetch_related("amenities__amenity")}
    sources = {each.code: each for each in NoticeSource.objects.all()}
    amenities = {each.code: each for each in Amenity.objects.all()}
    pairs: list[tuple[Mapping[str, Any], Fields, Fields]] = [
        *((amenities, row, defaults.amenity_fields(row)) for row in scheme["amenities"]),
        *((levels, row, _level_fields(row)) for row in scheme["levels"]),
        *((sources, row, defaults.source_fields(row, levels)) for row in scheme["notice_sources"]),
        *_gift_pairs(scheme),
    ]
    for standing, row, fields in pairs:
        found = standing.get(row["code"])
        changes = _changes(found, fields) if found is not None else {}
        if changes:
            yield found, row, changes


def _gift_pairs(scheme: Fields) -> Iterator[tuple[Mapping[str, Any], Fields, Fields]]:
    """Things to avoid, dishes, occasions and preference rules: what stands, the shipped row, its fields."""
    dishes = {each.code: each for each in Dish.objects.all()}
    avoidables = {each.code: each for each in Avoidable.objects.all()}
    occasions = SpecialOccasion.objects.prefetch_related("amenities__amenity")
    standing = {each.code: each for each in occasions}
    rules = {each.code: each for each in PreferenceRule.objects.select_related("department")}
    for row in scheme["avoidables"]:
        yield avoidables, row, gift_defaults.avoidable_fields(row)
    for row in scheme["dishes"]:
        yield dishes, row, gift_defaults.dish_fields(row)
    for row in scheme["occasions"]:
        yield (
            standing,
            row,
            {**gift_defaults.occasion_fields(row), "amenities": _lines(row["amenities"])},
        )
    for row in scheme["preference_rules"]:
        yield rules, row, defaults.rule_fields(row)


def _lines(rows: list[Fields]) -> list[str]:
    return sorted(f"{each['code']} ×{each['quantity']} {each['replenish']}" for each in rows)


def _level_fields(row: Fields) -> Fields:
    return {**defaults.level_fields(row), "amenities": _lines(row["amenities"])}


def _changes(found: models.Model, fields: Fields) -> dict[str, tuple[Any, Any]]:
    pairs = {name: (_standing(found, name), value) for name, value in fields.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _standing(found: models.Model, name: str) -> Any:
    if name == "amenities":
        rows = found.amenities.all()  # type: ignore[attr-defined]
        return sorted(f"{row.amenity.code} ×{row.quantity} {row.replenish}" for row in rows)
    return getattr(found, name)


def _changed_tasks(now: Fields, shipped: Fields) -> Iterator[Difference]:
    for code in now.keys() & shipped.keys():
        for name in EDITABLE:
            mine, theirs = getattr(now[code], name), shipped[code][name]
            if mine != theirs:
                label = f"{now[code]}: {_label(now[code], name)}"
                yield Difference(label, words.value(_plain(mine)), words.value(_plain(theirs)))


def _lone_tasks(now: Fields, shipped: Fields) -> Iterator[Difference]:
    for code in sorted(now.keys() - shipped.keys()):
        yield Difference(str(now[code]), str(_("the hotel's own task")), "—")
    for code in sorted(shipped.keys() - now.keys()):
        yield Difference(code, "—", str(_("shipped task")))


def _tasks() -> list[Fields]:
    return defaults.plan_rows()


def _label(found: models.Model, name: str) -> str:
    field: Any = found._meta.get_field(name)
    return str(getattr(field, "verbose_name", "") or _("amenities"))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return f"{value:%H:%M}" if hasattr(value, "hour") else str(value)


def _may_reset(by: User) -> None:
    if not by.has_perm("house.reset_shipped"):
        raise Forbidden(_("The management sets the shipped values back."))


register(
    Shipped(
        "vip-scheme",
        gettext_lazy("VIP levels, sources, amenities, dishes and preference rules"),
        scheme_that_differs,
        reset_scheme,
        note=gettext_lazy("What the hotel has added of its own stays."),
        sort=30,
    )
)
register(
    Shipped(
        "vip-plan",
        gettext_lazy("VIP plan"),
        plan_that_differs,
        reset_plan,
        note=gettext_lazy(
            "A new version is made and used for visits announced from now on; earlier visits keep their plan."
        ),
        sort=40,
    )
)
register(
    Shipped(
        "vip-escalation",
        gettext_lazy("VIP escalation"),
        paces_that_differ,
        reset_paces,
        note=gettext_lazy("Paces of the hotel's own levels stay."),
        sort=45,
    )
)
