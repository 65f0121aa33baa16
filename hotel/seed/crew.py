"""The demo hotel's staff and their duties."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password

from hotel.seed.house import PASSWORD, QUICK_CODE, SHOWN, STAFF, Post
from hotel.staff import selectors, services
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused

ROSTER_DAYS = range(-1, 15)
# Local start and length in hours of each way of working; handbook B1.5 names the three shifts.
SHIFTS = {
    "early": (time(7), 8),
    "middle": (time(15), 8),
    "night": (time(23), 8),
    "day": (time(8, 30), 9),
    # Demo people the visitor plays are there at any hour.
    "all": (time(0), 24),
}


class Crew:
    """The demo staff by role; the first holder of a role speaks for it."""

    def __init__(self, people: dict[str, User]) -> None:
        self._people = people

    def number(self, staff_number: str) -> User:
        return self._people[staff_number]

    def role(self, code: str) -> User:
        return next(self._people[post.number] for post in STAFF if code in post.roles)


def hire_crew() -> Crew:
    """Everybody on the list, through the staff service; those already here stay as they are."""
    hired = [post.number for post in STAFF if _hire(post)]
    # Hashing is slow on purpose; what all of them share is hashed once.
    here = User.objects.filter(username__in=hired)
    here.update(password=make_password(PASSWORD))
    here.filter(username__in=SHOWN).update(quick_code=make_password(QUICK_CODE))
    people = {user.username: user for user in User.objects.select_related("department")}
    return Crew(people)


def _hire(post: Post) -> bool:
    """Whether the person is new. A password comes afterwards."""
    if User.objects.filter(username=post.number).exists():
        return False
    services.hire(
        username=post.number,
        name_zh=post.name_zh,
        name_en=post.name_en,
        department=selectors.department(post.department),
        roles=[selectors.role(code) for code in post.roles],
        by=None,
    )
    return True


def plan_roster(crew: Crew, today: date) -> None:
    """Two weeks of duties around today; periods already planned are left."""
    for post in STAFF:
        user = crew.number(post.number)
        for offset in ROSTER_DAYS:
            start, end = _hours(post.shift, today + timedelta(days=offset))
            shift = "day" if post.shift == "all" else post.shift
            try:
                services.put_on_duty(user, user.department, shift, start, end, by=None)
            except Refused:  # on duty then already: the hotel was furnished before
                continue


def _hours(shift: str, day: date) -> tuple[datetime, datetime]:
    begins, hours = SHIFTS[shift]
    start = clock.at(day, begins)
    return start, start + timedelta(hours=hours)
