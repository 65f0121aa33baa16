"""Who is on duty: one place at a time, planned by those who lead, seen by all."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hotel.staff import selectors, services
from hotel.staff.models import Duty, User
from hotel.staff.shifts import window, window_at
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from tests.cast import Cast


def put(
    person: User, shift: str = "early", day: date | None = None, by: User | None = None
) -> Duty:
    hours = window(shift, day or clock.today())
    return services.put_on_duty(person, person.department, shift, hours.start, hours.end, by=by)


def test_nobody_is_on_duty_twice_at_once(cast: Cast) -> None:
    put(cast.receptionist)
    with pytest.raises(Refused) as refusal:
        put(cast.receptionist)
    assert refusal.value.field == "user"


def test_the_database_itself_refuses_an_overlap(cast: Cast) -> None:
    duty = put(cast.receptionist)
    overlap = (duty.period.lower + timedelta(hours=7), duty.period.upper + timedelta(hours=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.create(
            user=duty.user, department=duty.department, shift="middle", period=overlap
        )


def test_two_shifts_may_touch(cast: Cast) -> None:
    put(cast.receptionist, "early")
    assert put(cast.receptionist, "middle").pk


@pytest.mark.parametrize(
    ("clock_time", "shift", "hours"),
    [("06:59", "night", "23–07"), ("07:00", "early", "07–15"), ("15:00", "middle", "15–23"),
     ("22:59", "middle", "15–23"), ("23:00", "night", "23–07"), ("00:00", "night", "23–07")],
)  # fmt: skip
def test_the_shift_of_a_moment(clock_time: str, shift: str, hours: str) -> None:
    moment = clock.at(date(2026, 11, 21), datetime.strptime(clock_time, "%H:%M").time())
    found = window_at(moment)
    assert (found.code, found.hours) == (shift, hours)


def test_on_duty_are_those_of_this_hour_and_department(cast: Cast) -> None:
    put(cast.receptionist, "early")
    put(cast.fo_supervisor, "middle")
    put(cast.room_attendant, "early")
    noon = clock.at(clock.today(), datetime.strptime("12:00", "%H:%M").time())
    assert selectors.on_duty("front_office", noon) == [cast.receptionist]


def test_a_lead_plans_the_own_department(cast: Cast) -> None:
    assert put(cast.receptionist, by=cast.fo_supervisor).user == cast.receptionist


def test_a_lead_does_not_plan_another_department(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        put(cast.room_attendant, by=cast.fo_supervisor)


def test_house_managers_plan_every_department(cast: Cast) -> None:
    assert put(cast.room_attendant, by=cast.duty_manager).user == cast.room_attendant


def form(person: User, **changed: str) -> dict[str, str]:
    day = clock.today() + timedelta(days=1)
    given = {"user": str(person.pk), "shift": "early", "day": day.isoformat()}
    return {"department": person.department.code, **given, **changed}


def test_a_conflict_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    put(cast.receptionist, day=clock.today() + timedelta(days=1))
    client.force_login(cast.fo_supervisor)
    response = client.post("/roster/put/", form(cast.receptionist))
    page = response.content.decode()
    chosen = f'<option value="{cast.receptionist.pk}" selected>'
    assert (response.status_code, chosen in page, "id_user_error" in page) == (422, True, True)


@pytest.mark.parametrize("day", ["2026-02-30", "0001-01-01", "9999-12-31", "yesterday", "'; --"])
def test_an_impossible_day_is_refused(client: Client, cast: Cast, day: str) -> None:
    client.force_login(cast.fo_supervisor)
    response = client.post("/roster/put/", form(cast.receptionist, day=day))
    assert (response.status_code, Duty.objects.count()) == (422, 0)


def test_a_forged_person_of_another_department_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.fo_supervisor)
    response = client.post(
        "/roster/put/", form(cast.receptionist, user=str(cast.room_attendant.pk))
    )
    assert (response.status_code, Duty.objects.count()) == (422, 0)


def test_a_forged_department_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.fo_supervisor)
    response = client.post("/roster/put/", form(cast.room_attendant))
    assert (response.status_code, Duty.objects.count()) == (422, 0)


def test_a_duty_of_another_department_stays(client: Client, cast: Cast) -> None:
    duty = put(cast.room_attendant)
    client.force_login(cast.fo_supervisor)
    client.post(f"/roster/{duty.pk}/off/")
    assert Duty.objects.filter(pk=duty.pk).exists()


def test_a_duty_is_taken_off(client: Client, cast: Cast) -> None:
    duty = put(cast.receptionist)
    client.force_login(cast.fo_supervisor)
    client.post(f"/roster/{duty.pk}/off/")
    assert not Duty.objects.exists()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-31", "<script>", "1" * 5000])
def test_any_address_shows_a_week(client: Client, cast: Cast, day: str) -> None:
    client.force_login(cast.receptionist)
    response = client.get("/roster/", {"day": day, "department": "<script>"})
    assert (response.status_code, b"<script>alert" in response.content) == (200, False)


def test_the_roster_asks_the_same_number_of_questions_for_one_and_many(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.fo_supervisor)
    put(cast.receptionist)
    client.get("/roster/")
    with CaptureQueriesContext(connection) as one:
        client.get("/roster/")
    for person in cast:
        for offset in range(1, 4):
            put(person, "early", clock.today() + timedelta(days=offset))
    with CaptureQueriesContext(connection) as many:
        client.get("/roster/")
    assert len(many) == len(one)
