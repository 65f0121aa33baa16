"""The VIP pages: what they show, what they refuse, and how often they ask the database."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from hotel.staff.models import User
from hotel.web import clock
from tests.vip.conftest import Deliver, Desk, in_days, items
from vip import services
from vip.enums import Status
from vip.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(enter: Any, desk: Desk) -> "Browser":
    return Browser(enter, desk)


class Browser:
    """Pages as somebody of the cast sees them, in English unless said otherwise."""

    def __init__(self, enter: Any, desk: Desk) -> None:
        self._enter, self.desk = enter, desk

    def as_(self, user: User, language: str = "en") -> Client:
        User.objects.filter(pk=user.pk).update(language=language)
        user.refresh_from_db()
        client: Client = self._enter(user)
        return client

    def html(self, user: User, route: str, *args: Any, language: str = "en") -> str:
        answer = self.as_(user, language).get(reverse(route, args=args))
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()


def typed(desk: Desk, **fields: Any) -> dict[str, Any]:
    """The form as somebody fills it in."""
    return {
        "form_token": str(uuid4()),
        "source": "C",
        "level": "V3",
        "notifier_name": "陈秘书",
        "name_zh": "沈砚秋",
        "party_size": "2",
        "rooms_needed": "1",
        "arrival_at": f"{clock.local(in_days(3, 15)):%Y-%m-%dT%H:%M}",
        "departure_at": f"{clock.local(in_days(5, 12)):%Y-%m-%dT%H:%M}",
        "room_type": str(desk.house.suite.pk),
        "transport": "own_car",
        "plates": "湘A8K6F2, 湘A00001",
        **fields,
    }


# The overview


def test_managers_reach_the_overview_from_the_day(pages: Browser) -> None:
    answer = pages.as_(pages.desk.cast.general_manager).get("/")
    assert answer.status_code == 200
    assert f'href="{reverse("vip:overview")}"' in answer.content.decode()


def test_a_visit_of_today_stands_on_the_overview_with_its_bars(pages: Browser) -> None:
    soon = clock.now() + clock.minutes(30)
    pages.desk.announced("A", arrival_at=soon, departure_at=in_days(2, 12))
    html = pages.html(pages.desk.cast.fo_manager, "vip:overview")
    assert "沈砚秋 董事长" in html
    assert len(re.findall(r'class="dept"', html)) == 8


def test_the_overview_names_who_has_not_acknowledged(pages: Browser, deliver: Deliver) -> None:
    soon = clock.now() + clock.minutes(30)
    pages.desk.announced("A", arrival_at=soon, departure_at=in_days(2, 12))
    deliver()
    html = pages.html(pages.desk.cast.fo_manager, "vip:overview")
    assert "not acknowledged for" in html
    assert "Remind" in html


def test_a_late_task_is_named_with_what_holds_it_up(pages: Browser) -> None:
    soon = clock.now() + clock.minutes(30)
    visit = pages.desk.announced("A", arrival_at=soon, departure_at=in_days(2, 12))
    late = items(visit)["P07"]
    type(late).objects.filter(pk=late.pk).update(due_at=clock.now() - clock.minutes(32))
    html = pages.html(pages.desk.cast.fo_manager, "vip:overview")
    assert "32 min late, waits for Five-point VIP room inspection" in html


def test_what_waits_for_approval_shows_its_time_left(pages: Browser) -> None:
    services.submit(pages.desk.note("C", "V1").pk, by=pages.desk.cast.receptionist)
    html = pages.html(pages.desk.cast.general_manager, "vip:overview")
    assert "General manager decides" in html
    assert "Decide" in html


@pytest.mark.parametrize("tab", ["approval", "week", "departed"])
def test_an_empty_tab_says_so(pages: Browser, tab: str) -> None:
    answer = pages.as_(pages.desk.cast.fo_manager).get(reverse("vip:overview"), {"tab": tab})
    assert 'class="empty"' in answer.content.decode()


def test_the_overview_asks_the_database_as_often_for_six_visits_as_for_one(
    pages: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk = pages.desk
    soon = clock.now() + clock.minutes(30)
    client = pages.as_(desk.cast.fo_manager)

    def one() -> None:
        desk.announced(
            "A", arrival_at=soon, departure_at=in_days(2, 12), room_type_id=desk.house.king.pk
        )

    def count() -> int:
        with django_assert_max_num_queries(40) as asked:
            client.get(reverse("vip:overview"))
        return len(asked)

    one()
    count()
    first = count()
    for _ in range(5):
        one()
    assert count() == first


# The form


def test_a_notice_is_written_and_handed_in_by_one_form(pages: Browser) -> None:
    client = pages.as_(pages.desk.cast.receptionist)
    answer = client.post(reverse("vip:new"), typed(pages.desk))
    visit = Visit.objects.get()
    assert (answer.status_code, visit.status) == (303, Status.PENDING)
    assert (visit.guest.name_zh, visit.plates) == ("沈砚秋", ["湘A8K6F2", "湘A00001"])


def test_the_occasion_told_on_the_telephone_is_on_the_visit(pages: Browser) -> None:
    client = pages.as_(pages.desk.cast.receptionist)
    client.post(reverse("vip:new"), typed(pages.desk, occasions=["birthday", "honeymoon"]))
    assert sorted(Visit.objects.get().occasions) == ["birthday", "honeymoon"]


def test_an_unknown_occasion_is_answered_beside_the_field(pages: Browser) -> None:
    client = pages.as_(pages.desk.cast.receptionist)
    answer = client.post(reverse("vip:new"), typed(pages.desk, occasions=["coronation"]))
    assert (answer.status_code, Visit.objects.exists()) == (422, False)


def test_a_draft_is_kept_without_handing_it_in(pages: Browser) -> None:
    pages.as_(pages.desk.cast.receptionist).post(reverse("vip:save-draft"), typed(pages.desk))
    assert Visit.objects.get().status == Status.DRAFT


def test_a_double_click_makes_one_visit_and_one_guest(pages: Browser) -> None:
    from hotel.guests.models import Guest

    client, form = pages.as_(pages.desk.cast.receptionist), typed(pages.desk)
    for _ in range(2):
        client.post(reverse("vip:new"), form)
    assert (Visit.objects.count(), Guest.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("arrival_at", "2020-02-30T25:00"),
        ("arrival_at", "2020-01-01T15:00"),
        ("departure_at", f"{clock.local(in_days(1, 9)):%Y-%m-%dT%H:%M}"),
        ("party_size", "31"),
        ("name_zh", "沈" * 5000),
        ("name_zh", ""),
        ("notifier_name", ""),
        ("notes", "4111 1111 1111 1111"),
        ("notes", "\u202eright to left"),
        ("level", "V9"),
        ("room_type", "999999"),
        ("plates", "!"),
        ("entry_1_persons", "4"),
    ],
)
def test_what_is_refused_keeps_what_was_typed_and_changes_nothing(
    pages: Browser, field: str, value: str
) -> None:
    form = typed(pages.desk, title="董事长与夫人", **{field: value})
    answer = pages.as_(pages.desk.cast.receptionist).post(reverse("vip:new"), form)
    html = answer.content.decode()
    assert (answer.status_code, Visit.objects.count()) == (422, 0)
    assert "董事长与夫人" in html
    assert "is-invalid" in html or 'role="alert"' in html


@pytest.mark.parametrize("name", ["😀🏨", "<script>alert(1)</script>", "שלום"])
def test_odd_texts_are_shown_as_text(pages: Browser, name: str) -> None:
    client = pages.as_(pages.desk.cast.receptionist)
    client.post(reverse("vip:new"), typed(pages.desk, organisation=name))
    html = client.get(reverse("vip:visit", args=[Visit.objects.get().pk])).content.decode()
    assert "<script>alert" not in html


def test_a_stale_form_shows_both_texts_and_saves_the_second_time(pages: Browser) -> None:
    desk = pages.desk
    visit = desk.note()
    services.edit_notice(visit.pk, by=desk.cast.fo_supervisor, party_size=3)
    client = pages.as_(desk.cast.receptionist)
    path = reverse("vip:edit", args=[visit.pk])
    form = typed(desk, version=str(visit.version), party_size="2", title="主席")
    form.pop("name_zh")
    answer = client.post(path, form)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody changed this visit meanwhile." in html
    assert "主席" in html
    again = re.search(r'name="version" value="(\d+)"', html)
    assert again is not None
    assert client.post(path, {**form, "version": again[1]}).status_code == 303


def test_guests_on_file_are_found_while_the_name_is_typed(pages: Browser) -> None:
    pages.desk.guest("沈砚秋", phone="13900006601")
    client = pages.as_(pages.desk.cast.receptionist)
    html = client.get(reverse("vip:guest-search"), {"name_zh": "shenyanqiu"}).content.decode()
    assert "沈砚秋" in html
    assert "139****6601" in html


def test_what_is_known_of_the_guest_stands_beside_the_form(pages: Browser) -> None:
    from hotel.guests.services import set_preference

    guest = pages.desk.guest()
    set_preference(guest.pk, "tea", "武夷岩茶", by=pages.desk.cast.receptionist)
    assert "武夷岩茶" in pages.html(pages.desk.cast.receptionist, "vip:beside", guest.pk)


def test_the_last_visits_wishes_are_taken_over_where_nothing_is_typed(pages: Browser) -> None:
    last = pages.desk.announced("A", organisation="恒岳集团", banner_text="热烈欢迎")
    form = typed(pages.desk, guest=str(last.guest_id), organisation="新单位")
    answer = pages.as_(pages.desk.cast.receptionist).post(reverse("vip:copy"), form)
    html = answer.content.decode()
    assert "热烈欢迎" in html
    assert "新单位" in html


def test_a_walk_in_is_received_in_one_step_by_the_assistant_manager(pages: Browser) -> None:
    client = pages.as_(pages.desk.cast.assistant_manager)
    now = f"{clock.local(clock.now()):%Y-%m-%dT%H:%M}"
    client.post(reverse("vip:new"), typed(pages.desk, source="D", arrival_at=now))
    visit = Visit.objects.get()
    assert (visit.status, visit.awaits_approval) == (Status.ANNOUNCED, True)


# The visit


def test_the_visit_shows_its_plan_by_phase(pages: Browser) -> None:
    visit = pages.desk.announced()
    html = pages.html(pages.desk.cast.fo_manager, "vip:visit", visit.pk)
    assert "Five-point VIP room inspection" in html
    assert "On notice" in html


def test_before_the_announcement_the_plan_can_be_seen(pages: Browser) -> None:
    visit = pages.desk.approved()
    html = pages.html(pages.desk.cast.fo_manager, "vip:visit", visit.pk)
    assert "The plan when announced now" in html


def test_confirming_takes_one_press(pages: Browser) -> None:
    visit = pages.desk.approved()
    client = pages.as_(pages.desk.cast.fo_manager)
    path = reverse("vip:announce", args=[visit.pk])
    assert client.post(path, {"version": visit.version, "room": ""}).status_code == 303
    visit.refresh_from_db()
    assert visit.status == Status.ANNOUNCED


def test_a_new_arrival_is_told_on_the_page_with_its_difference(pages: Browser) -> None:
    visit = pages.desk.announced()
    client = pages.as_(pages.desk.cast.receptionist)
    client.post(
        reverse("vip:arrival", args=[visit.pk]),
        {"version": visit.version, "arrival_at": f"{clock.local(in_days(3, 17)):%Y-%m-%dT%H:%M}"},
    )
    html = pages.html(pages.desk.cast.receptionist, "vip:visit", visit.pk)
    assert "Last change of the plan" in html
    assert "arrival now" in html


def test_a_refused_act_opens_its_form_with_the_reason(pages: Browser) -> None:
    visit = pages.desk.announced(level="V3")
    client = pages.as_(pages.desk.cast.fo_manager)
    answer = client.post(
        reverse("vip:level", args=[visit.pk]), {"version": visit.version, "level": "V1"}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "V1 is approved by: General manager." in html
    assert '<details id="act-level" open>' in html


def test_a_visit_page_asks_the_database_a_bounded_number_of_times(
    pages: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    visit = pages.desk.announced("A", "V1", dining=True, programme=[{"starts_at": in_days(3, 18)}])
    client = pages.as_(pages.desk.cast.fo_manager)
    with django_assert_max_num_queries(52):
        client.get(reverse("vip:visit", args=[visit.pk]))


def test_no_such_visit_is_not_found(pages: Browser) -> None:
    assert pages.as_(pages.desk.cast.fo_manager).get("/vip/999999/").status_code == 404


@pytest.mark.parametrize(("language", "word"), [("zh", "V2 重要贵宾"), ("en", "V2 Senior VIP")])
def test_the_reception_notice_is_read_in_either_language(
    pages: Browser, language: str, word: str
) -> None:
    visit = pages.desk.announced("A")
    client = pages.as_(pages.desk.cast.hk_supervisor)
    answer = client.get(reverse("vip:notice", args=[visit.pk]), {"lang": language})
    assert word in answer.content.decode()


# A confidential visit


def confidential(desk: Desk) -> Visit:
    soon = clock.now() + clock.minutes(30)
    return services.announce(
        desk.approved(
            "A",
            arrival_at=soon,
            departure_at=in_days(2, 12),
            confidential=True,
            public_alias="S 先生",
            by=desk.cast.gm_office,
        ).pk,
        room_id=desk.house.room("806").pk,
        by=desk.cast.general_manager,
    )


@pytest.mark.parametrize("route", ["vip:visit", "vip:notice"])
def test_others_read_the_alias_and_no_room_of_a_confidential_guest(
    pages: Browser, route: str
) -> None:
    visit = confidential(pages.desk)
    html = pages.html(pages.desk.cast.receptionist, route, visit.pk)
    assert "S 先生" in html
    assert all(secret not in html for secret in ("沈砚秋", "恒岳集团", "806", "陈秘书"))


def test_those_on_its_list_read_the_name(pages: Browser) -> None:
    visit = confidential(pages.desk)
    for role in ("general_manager", "fo_supervisor", "sales_manager", "gm_office", "hk_manager"):
        assert "沈砚秋" in pages.html(pages.desk.cast.holding(role), "vip:visit", visit.pk), role


def test_the_overview_hides_a_confidential_guest_from_the_desk(pages: Browser) -> None:
    confidential(pages.desk)
    html = pages.html(pages.desk.cast.receptionist, "vip:overview")
    assert "沈砚秋" not in html
    assert "806" not in html


def test_others_do_not_open_the_form_of_a_confidential_visit(pages: Browser) -> None:
    visit = confidential(pages.desk)
    answer = pages.as_(pages.desk.cast.receptionist).get(reverse("vip:edit", args=[visit.pk]))
    assert answer.status_code == 403


def test_news_and_journal_call_a_confidential_guest_by_the_alias(
    pages: Browser, deliver: Deliver
) -> None:
    from hotel.journal.models import Entry
    from hotel.notifications.models import Notice, Receipt

    confidential(pages.desk)
    deliver()
    told = [*Notice.objects.values_list("params", flat=True)]
    told += [*Receipt.objects.values_list("params", flat=True)]
    vip = Entry.objects.filter(verb__startswith="vip.")
    told += [*vip.values_list("data", flat=True), *vip.values_list("label", flat=True)]
    assert "沈砚秋" not in str(told)


# Who may do what


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("general_manager", 200),
        ("fo_supervisor", 200),
        ("receptionist", 200),
        ("hk_supervisor", 200),
        ("greeter_lead", 403),
        ("room_attendant", 403),
        ("security_officer", 403),
        ("admin", 403),
    ],
)
def test_the_overview_is_for_managers_supervisors_and_the_desk(
    pages: Browser, role: str, status: int
) -> None:
    client = pages.as_(pages.desk.cast.holding(role))
    assert client.get(reverse("vip:overview")).status_code == status


@pytest.mark.parametrize("role", ["room_attendant", "greeter_lead", "engineer", "admin"])
def test_the_floors_write_no_notices(pages: Browser, role: str) -> None:
    client = pages.as_(pages.desk.cast.holding(role))
    assert client.post(reverse("vip:new"), typed(pages.desk)).status_code == 403


def test_a_receptionist_neither_approves_nor_confirms(pages: Browser) -> None:
    visit = services.submit(pages.desk.note().pk, by=pages.desk.cast.receptionist)
    client = pages.as_(pages.desk.cast.receptionist)
    for act in ("approve", "reject", "announce", "level", "cancel"):
        assert client.post(reverse(f"vip:{act}", args=[visit.pk])).status_code == 403, act


def test_a_refused_form_is_not_swept_away_by_news(pages: Browser) -> None:
    visit = pages.desk.announced(level="V3")
    client = pages.as_(pages.desk.cast.fo_manager)
    answer = client.post(reverse("vip:cancel", args=[visit.pk]), {"version": visit.version})
    assert "data-live-hold" in answer.content.decode()
