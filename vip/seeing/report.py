"""The tables of the statistics page, with their bars, in the reader's language."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotel.work.ladder import Reach
from hotel.work.statistics import Punctuality
from vip.seeing.statistics import Statistics
from vip.seeing.tables import Bar, Column, Key, Part, Table, shown

# The worst of a long table are drawn; all of it stands in the table.
DRAWN = 12


def tables(of: Statistics) -> list[Table]:
    return [make(of) for make in MAKERS.values()]


def table(code: str, of: Statistics) -> Table | None:
    make = MAKERS.get(code)
    return make(of) if make else None


def departments(of: Statistics) -> Table:
    """On time by department (handbook A7: what was late, and whose it was)."""
    rows = [
        (name, of.by_department[pk])
        for pk, name in of.departments.items()
        if pk in of.by_department
    ]
    return Table(
        code="departments",
        title=_("On time by department"),
        note=_("Of the tasks that came due: done by their time, done late, still open, failed."),
        columns=[Column(_("Department")), *_punctual_columns()],
        rows=[[name, *_punctual(how)] for name, how in rows],
        bars=[_punctual_bar(name, how) for name, how in rows],
        keys=_punctual_keys(),
    )


def tasks(of: Statistics) -> Table:
    """On time by task, those that go wrong most often first."""
    found = sorted(of.tasks, key=lambda task: (task.how.rate or 0, -task.how.due))
    return Table(
        code="tasks",
        title=_("On time by task"),
        note=_("Least punctual first. Late by: the middle of those done late."),
        columns=[
            Column(_("Task")),
            Column(_("Department")),
            *_punctual_columns(),
            Column(_("Late by"), "span"),
        ],
        rows=[
            [
                f"{task.code} {task.title}",
                of.departments.get(task.department_id, ""),
                *_punctual(task.how),
                task.late_by,
            ]
            for task in found
        ],
        bars=[_punctual_bar(f"{task.code} {task.title}", task.how) for task in found[:DRAWN]],
        keys=_punctual_keys(),
        long=True,
    )


def months(of: Statistics) -> Table:
    rows = [(f"{month:%Y-%m}", visits, how) for month, visits, how in of.by_month]
    return Table(
        code="months",
        title=_("Month by month"),
        note=_("Visits by the month of their expected arrival."),
        columns=[Column(_("Month")), Column(_("Visits"), "count"), *_punctual_columns()],
        rows=[[month, visits, *_punctual(how)] for month, visits, how in rows],
        bars=[_punctual_bar(month, how) for month, _visits, how in rows],
        keys=_punctual_keys(),
    )


def levels(of: Statistics) -> Table:
    most = max((each.visits for each in of.levels), default=0)
    return Table(
        code="levels",
        title=_("Visits and cost by level"),
        note=_(
            "Cost: amenities delivered and replenished. Budget: the level's, for the nights stayed."
        ),
        columns=[
            Column(_("Level")),
            Column(_("Visits"), "count"),
            Column(_("Persons"), "count"),
            Column(_("Nights"), "count"),
            Column(_("Unannounced"), "count"),
            Column(_("Cancelled"), "count"),
            Column(_("On time"), "percent"),
            Column(_("Amenity cost (CNY)"), "money"),
            Column(_("Amenity budget (CNY)"), "money"),
        ],
        rows=[
            [
                f"{each.code} {each.name}",
                each.visits,
                each.persons,
                each.nights,
                each.walk_ins,
                each.cancelled,
                each.how.rate,
                each.cost,
                each.budget,
            ]
            for each in of.levels
        ],
        bars=[_single(f"{e.code} {e.name}", e.visits, most, str(e.visits)) for e in of.levels],
        keys=[Key("one", _("Visits"))],
    )


def receipts(of: Statistics) -> Table:
    known = [each.answered_in for each in of.receipts if each.answered_in is not None]
    # Answers within a minute are all quick: none of them fills its bar.
    longest = max([*known, timedelta(minutes=1)])
    return Table(
        code="receipts",
        title=_("Answer to receipts"),
        note=_(
            "From being told to acknowledging; the middle of all, so one long one hides nothing."
        ),
        columns=[
            Column(_("Department")),
            Column(_("Asked"), "count"),
            Column(_("Acknowledged"), "count"),
            Column(_("Answered within"), "span"),
            Column(_("Reminded"), "count"),
            Column(_("Escalated"), "count"),
        ],
        rows=[
            [
                of.departments.get(each.department_id, ""),
                each.owed,
                each.answered,
                each.answered_in,
                each.reminded,
                each.escalated,
            ]
            for each in of.receipts
        ],
        bars=[
            _single(
                of.departments.get(each.department_id, ""),
                (each.answered_in or timedelta()).total_seconds(),
                longest.total_seconds(),
                shown(each.answered_in, "span"),
            )
            for each in of.receipts
        ],
        keys=[Key("one", _("Answered within"))],
    )


def ladder(of: Statistics) -> Table:
    rows = [(name, of.ladder[pk]) for pk, name in of.departments.items() if pk in of.ladder]
    most = max((each.items for _name, each in rows), default=0)
    return Table(
        code="ladder",
        title=_("Answer to escalations"),
        note=_("Tasks the ladder rang for, and from the first ring to acceptance."),
        columns=[
            Column(_("Department")),
            Column(_("Tasks"), "count"),
            Column(_("Steps"), "count"),
            Column(_("Went up to")),
            Column(_("Answered"), "count"),
            Column(_("Answered within"), "span"),
        ],
        rows=[
            [
                name,
                each.items,
                each.steps,
                str(Reach(each.furthest).label),
                each.answered,
                each.answered_in,
            ]
            for name, each in rows
        ],
        bars=[_answers(name, each.answered, each.items, most) for name, each in rows],
        keys=[Key("good", _("Answered")), Key("open", _("Not answered"))],
    )


def repeated(of: Statistics) -> Table:
    most = max((each.visits for each in of.repeated), default=0)
    return Table(
        code="repeated",
        title=_("Guests who came again"),
        note=_("Guests of the period with an earlier visit; all their visits count."),
        columns=[
            Column(_("Guest")),
            Column(_("Level")),
            Column(_("Visits"), "count"),
            Column(_("First"), "date"),
            Column(_("Latest"), "date"),
        ],
        rows=[[e.name, e.level, e.visits, e.first, e.last] for e in of.repeated],
        bars=[_single(e.name, e.visits, most, str(e.visits)) for e in of.repeated[:DRAWN]],
        keys=[Key("one", _("Visits"))],
    )


def care(of: Statistics) -> Table:
    names = {level.pk: f"{level.code} {level.name}" for level in of.level_list}
    return Table(
        code="care",
        title=_("Care calls"),
        note=_("Mean of the scores guests gave when called, of five."),
        columns=[
            Column(_("Level")),
            Column(_("Calls"), "count"),
            Column(_("Answered"), "count"),
            Column(_("Room"), "score"),
            Column(_("Outlets"), "score"),
            Column(_("Put right"), "count"),
        ],
        rows=[
            [names[e.level_id], e.calls, e.answered, e.room, e.outlets, e.issues] for e in of.care
        ],
        bars=[_single(names[e.level_id], e.room or 0, 5, shown(e.room, "score")) for e in of.care],
        keys=[Key("one", _("Room"))],
    )


MAKERS: dict[str, Callable[[Statistics], Table]] = {
    make.__name__: make
    for make in (departments, tasks, months, levels, receipts, ladder, repeated, care)
}

_KINDS = (
    ("good", gettext_lazy("on time")),
    ("late", gettext_lazy("done late")),
    ("open", gettext_lazy("still open")),
    ("bad", gettext_lazy("failed")),
)


def _punctual_keys() -> list[Key]:
    return [Key(kind, str(label)) for kind, label in _KINDS]


def _punctual_columns() -> list[Column]:
    return [
        Column(_("Due"), "count"),
        Column(_("On time"), "count"),
        Column(_("Done late"), "count"),
        Column(_("Still open"), "count"),
        Column(_("Failed"), "count"),
        Column(_("On-time rate"), "percent"),
    ]


def _punctual(how: Punctuality) -> list[Any]:
    return [how.due, how.on_time, how.late, how.overdue, how.failed, how.rate]


def _punctual_bar(label: str, how: Punctuality) -> Bar:
    counts = zip(_KINDS, (how.on_time, how.late, how.overdue, how.failed), strict=True)
    parts = [
        Part(kind, count / how.due * 100, f"{said} {count}")
        for (kind, said), count in counts
        if count
    ]
    rate = f"{how.rate:.0%}" if how.rate is not None else "—"
    return Bar(label, parts, f"{rate} · {how.on_time}/{how.due}")


def _single(label: str, value: float, most: float, said: str) -> Bar:
    return Bar(label, [Part("one", value / most * 100)] if value and most else [], said)


def _answers(label: str, answered: int, items: int, most: int) -> Bar:
    parts = [
        Part("good", answered / most * 100, f"{_('Answered')} {answered}"),
        Part("open", (items - answered) / most * 100, f"{_('Not answered')} {items - answered}"),
    ]
    return Bar(label, [part for part in parts if part.width], f"{answered}/{items}")
