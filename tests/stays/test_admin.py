"""What a supervisor sees of stays and bills in the admin site, and corrects there by the services."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from hotel.cashier import services as cashier
from hotel.journal.models import Entry
from hotel.stays import services
from hotel.stays.models import Reservation, Stay
from tests.stays.makers import Desk, night

PAGES = (
    "stays/reservation", "stays/stay", "stays/typenight", "stays/businessday", "stays/soldnight",
    "stays/roomassignment", "cashier/folio", "cashier/line",
)  # fmt: skip


@pytest.fixture
def supervisor(desk: Desk, client: Client) -> Client:
    folio = cashier.open_folio(desk.in_house("801", contact_phone="13807312266").pk, by=desk.by)
    cashier.charge(folio.pk, Decimal(30), "Tea", key="t", by=desk.by)
    desk.cast.fo_manager.is_staff = True
    desk.cast.fo_manager.save()
    client.force_login(desk.cast.fo_manager)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_a_supervisor_reads_them(supervisor: Client, page: str) -> None:
    assert supervisor.get(f"/admin/{page}/").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_nobody_adds_there(supervisor: Client, page: str) -> None:
    assert supervisor.get(f"/admin/{page}/add/").status_code == 403


def test_the_contact_s_number_is_masked(supervisor: Client) -> None:
    html = supervisor.get(f"/admin/stays/reservation/{Reservation.objects.get().pk}/change/")
    assert "138****2266" in html.content.decode()
    assert "13807312266" not in html.content.decode()


@pytest.mark.parametrize(
    "query", ["q=13807312266", "q=R1", "status__exact=in_house", "q=801", "q=%00", "q=😀"]
)
@pytest.mark.parametrize("page", ["stays/reservation", "stays/stay"])
def test_they_are_searched_and_filtered(supervisor: Client, page: str, query: str) -> None:
    assert supervisor.get(f"/admin/{page}/?{query}", follow=True).status_code == 200


def test_a_reservation_is_found_by_the_whole_telephone_number(supervisor: Client) -> None:
    html = supervisor.get("/admin/stays/reservation/?q=13807312266").content.decode()
    assert Reservation.objects.get().confirmation_no in html


def corrected(stay: Stay, **changed: Any) -> dict[str, Any]:
    return {
        "arrival": stay.arrival.isoformat(),
        "departure": stay.departure.isoformat(),
        "room_type": stay.room_type_id,
        "adults": stay.adults,
        "children": stay.children,
        "rate": stay.rate,
        "version": stay.version,
        "to_room": "",
        "reason": "",
        "party-TOTAL_FORMS": 0,
        "party-INITIAL_FORMS": 0,
        "assignments-TOTAL_FORMS": 0,
        "assignments-INITIAL_FORMS": 0,
        **changed,
    }


def correct(supervisor: Client, stay: Stay, **changed: Any) -> Any:
    return supervisor.post(f"/admin/stays/stay/{stay.pk}/change/", corrected(stay, **changed))


def test_dates_are_corrected_by_the_service(supervisor: Client) -> None:
    stay = Stay.objects.get()
    assert correct(supervisor, stay, departure=night(4).isoformat()).status_code == 302
    stay.refresh_from_db()
    assert stay.departure == night(4)
    assert stay.sold_nights.count() == 4
    assert Entry.objects.latest("pk").verb == "stay.changed"


def test_what_the_service_refuses_stands_beside_its_field(supervisor: Client, desk: Desk) -> None:
    desk.stay("801", arrival=night(1))
    before = Entry.objects.count()
    response = correct(supervisor, Stay.objects.earliest("pk"), departure=night(4).isoformat())
    assert response.status_code == 200
    assert "departure" in response.context["adminform"].form.errors
    assert Entry.objects.count() == before


def test_a_guest_is_moved_there_with_the_reason(supervisor: Client) -> None:
    stay = Stay.objects.get()
    assert correct(supervisor, stay, to_room="802", reason="noise").status_code == 302
    assert Stay.objects.get().room.number == "802"  # type: ignore[union-attr]


def test_a_stale_correction_is_refused(supervisor: Client, desk: Desk) -> None:
    stay = Stay.objects.get()
    services.change_stay(stay.pk, by=desk.by, plates=["湘A12345"])
    assert correct(supervisor, stay, departure=night(4).isoformat()).status_code == 200


def act(supervisor: Client, page: str, row: int, action: str, reason: str = "") -> str:
    form = {"action": action, "_selected_action": [row], "reason": reason}
    return supervisor.post(f"/admin/{page}/", form, follow=True).content.decode()


def test_a_stay_is_cancelled_there_with_the_reason(supervisor: Client, desk: Desk) -> None:
    stay = desk.stay("802")
    act(supervisor, "stays/stay", stay.pk, "cancel", "guest called")
    stay.refresh_from_db()
    assert (stay.status, stay.cancelled_reason) == ("cancelled", "guest called")


def test_a_cancellation_without_a_reason_is_refused_there(supervisor: Client, desk: Desk) -> None:
    stay = desk.stay("802")
    act(supervisor, "stays/stay", stay.pk, "cancel")
    stay.refresh_from_db()
    assert stay.status == "confirmed"


def test_a_reservation_is_cancelled_there(supervisor: Client, desk: Desk) -> None:
    stay = desk.stay("802")
    act(supervisor, "stays/reservation", stay.reservation_id, "cancel", "guest called")
    stay.refresh_from_db()
    assert stay.status == "cancelled"


def test_a_room_held_is_given_up_there(supervisor: Client, desk: Desk) -> None:
    stay = desk.stay("802")
    assignment = stay.assignments.get()
    act(supervisor, "stays/roomassignment", assignment.pk, "give_up", "repairs")
    assignment.refresh_from_db()
    assert assignment.status == "cancelled"


def test_a_stay_that_is_over_is_read_only(supervisor: Client, desk: Desk) -> None:
    over = services.cancel_stay(desk.stay("802").pk, "x", by=desk.cast.fo_manager)
    assert supervisor.get(f"/admin/stays/stay/{over.pk}/change/").status_code == 200
    assert correct(supervisor, over).status_code == 403


def test_the_journal_stands_beside(supervisor: Client) -> None:
    answer = supervisor.get(f"/admin/stays/stay/{Stay.objects.get().pk}/history/")
    assert answer.status_code == 303
    assert "journal" in answer["Location"]
