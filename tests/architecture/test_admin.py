"""The admin site over everything: each model is there, each of its pages opens in both languages for
those who may, and no list asks for each row."""

import re
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontdesk.models import DayClose
from hotel.cashier import services as cashier
from hotel.guests import services as guests
from hotel.house import services as rules
from hotel.stays import services as stays
from hotel.web import clock
from tests.cast import Cast, hire_cast
from tests.house import build_house
from tests.stays.makers import Desk

# Shown within another record, or machinery of the framework that nobody corrects by hand.
ELSEWHERE = {
    "stays.StayGuest", "vip.CareIssue", "vip.LevelAmenity", "vip.ArrivalNews", "vip.GateCall", "vip.Member",
    "vip.PartyRoom", "vip.ProgrammeEntry", "vip.LineUpChange",
    "vip.OccasionAmenity", "vip.Outing", "vip.Replenishment", "journal.Pulse",
    "axes.AccessFailureLog", "axes.AccessAttempt", "axes.AccessAttemptExpiration",
    "axes.AccessLog", "admin.LogEntry", "auth.Group", "auth.Permission",
    "contenttypes.ContentType", "sessions.Session",
}  # fmt: skip
ROLES = ("fo_supervisor", "general_manager", "admin")
LISTED: list[type[models.Model]] = sorted(
    admin.site._registry, key=lambda model: model._meta.label_lower
)
NAMES = [model._meta.label for model in LISTED]


def test_every_record_of_the_house_is_in_the_admin_site() -> None:
    absent = {model._meta.label for model in apps.get_models() if model not in admin.site._registry}
    assert absent - ELSEWHERE == set()


def furnish(desk: Desk, rooms: tuple[str, ...]) -> None:
    """Somebody in each of these rooms, with a bill, a plate, a preference, a block next door."""
    for number in rooms:
        stay = desk.in_house(number, nights=3, contact_phone="13807312266")
        folio = cashier.open_folio(stay.pk, by=desk.by)
        cashier.charge(folio.pk, stay.rate, "Tea", key=f"t{number}", by=desk.by)
        guests.add_plate(stay.guest_id, "湘A12345", by=desk.by)
        desk.stay(number, arrival=stay.departure)


@pytest.fixture
def house_of_records(db: None) -> Desk:
    desk = Desk(hire_cast(), build_house())
    call_command("load_defaults", verbosity=0, stdout=StringIO())
    stays.open_business_date(clock.today())
    furnish(desk, ("801", "802"))
    rules.change_rules(by=desk.cast.general_manager, yoghurts_a_person=2)
    DayClose.objects.create(
        business_date=clock.today() - clock.minutes(60 * 24),
        closed_at=clock.now(),
        closed_by=desk.cast.night_auditor,
    )
    return desk


def path(model: type[models.Model], act: str = "") -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{act}"


def opened(client: Client, address: str) -> int:
    """The status of the page, or of where it sends us."""
    return client.get(address, follow=True).status_code


def pages(model: type[models.Model], site: Any, request: Any) -> list[tuple[str, bool]]:
    """Each page of the model with whether this person may open it."""
    first = model._default_manager.first()
    found = [(path(model), site.has_view_or_change_permission(request))]
    found += [(path(model, "add/"), site.has_add_permission(request))]
    if first is not None:
        found += [(path(model, f"{first.pk}/change/"), site.has_view_or_change_permission(request))]
    return found


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page_opens_for_those_who_may_and_for_nobody_else(
    house_of_records: Desk, client: Client, rf: Any, role: str, language: str
) -> None:
    user = house_of_records.cast.holding(role)
    user.language = language
    user.save()
    client.force_login(user)
    request = rf.get("/admin/")
    request.user = user
    wrong = [
        (address, may, status)
        for model in LISTED
        for address, may in pages(model, admin.site._registry[model], request)
        if (status := opened(client, address)) != (200 if may else 403)
    ]
    assert wrong == []


def test_no_list_asks_for_each_of_its_rows(house_of_records: Desk, client: Client) -> None:
    client.force_login(house_of_records.cast.general_manager)

    def asked() -> dict[str, int]:
        counts = {}
        for model in LISTED:
            with CaptureQueriesContext(connection) as caught:
                client.get(path(model))
            counts[model._meta.label] = len(caught)
        return counts

    asked()
    few = asked()
    furnish(house_of_records, ("803", "804", "805", "901", "902", "903"))
    many = asked()

    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}


def test_the_index_is_grouped_as_the_hotel_speaks(house_of_records: Desk, client: Client) -> None:
    client.force_login(house_of_records.cast.general_manager)
    page = client.get("/admin/").content.decode()

    headings = re.findall(r'<span class="section">([^<]+)</span>', page)
    assert headings[:4] == ["总台", "客房", "客人", "贵宾接待"]
    assert "出厂设置" in page


def test_the_index_speaks_one_language(house_of_records: Desk, client: Client) -> None:
    client.force_login(house_of_records.cast.general_manager)
    page = client.get("/admin/").content.decode()
    text = re.sub(r"<(script|style|template)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)

    assert re.findall(r"[A-Za-z]{4,}", text) == []


def test_a_desk_that_was_left_locks_in_the_admin_site_too(cast: Cast, enter: Any) -> None:
    page = enter(cast.general_manager).get("/admin/").content.decode()

    assert 'data-unlock-url="/unlock/"' in page
    assert "js/lock.js" in page


@pytest.mark.parametrize("search", ["8", "'", "%00", "湘A", "x" * 3000])
def test_a_search_never_breaks_a_list(house_of_records: Desk, client: Client, search: str) -> None:
    client.force_login(house_of_records.cast.general_manager)

    broken = [
        model._meta.label for model in LISTED if opened(client, f"{path(model)}?q={search}") >= 500
    ]
    assert broken == []
