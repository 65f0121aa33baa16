"""The pages: what they show to whom, what they refuse and keep, how often they ask the database."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from complaints import selectors, services
from complaints.alerts import of_guests
from complaints.home import lines
from complaints.models import Complaint, Promise
from complaints.reasons import of_arrivals
from hotel.guests.alerts import alerts_for
from hotel.staff.models import User
from hotel.web import clock
from tests.complaints.conftest import Care, satisfied

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(enter: Any) -> Any:
    """`browse(person)` is their browser, in English."""

    def open_(user: User) -> Client:
        User.objects.filter(pk=user.pk).update(language="en")
        user.refresh_from_db()
        client: Client = enter(user)
        return client

    return open_


def path(name: str, *args: Any) -> str:
    return reverse(f"complaints:{name}", args=args)


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "form_token": str(uuid4()),
        "category": "noise",
        "channel": "phone",
        "statement": "隔壁很吵",
        "visitor": "周先生",
        "phone": "13900001234",
        **fields,
    }


def test_a_clerk_takes_a_complaint(care: Care, browse: Any) -> None:
    answer = browse(care.cast.receptionist).post(path("new"), typed())

    made = Complaint.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, path("complaint", made.pk))


def test_the_room_names_the_guest(care: Care, browse: Any) -> None:
    stay = care.stay("803")
    browse(care.cast.operator).post(path("new"), typed(room="803", visitor="", phone=""))

    assert Complaint.objects.get().stay == stay


def test_an_empty_room_is_refused_and_what_was_typed_is_kept(care: Care, browse: Any) -> None:
    answer = browse(care.cast.operator).post(path("new"), typed(room="805", visitor="", phone=""))
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "Nobody is in house in this room." in html
    assert "隔壁很吵" in html


def test_two_clicks_of_one_form_make_one(care: Care, browse: Any) -> None:
    form, client = typed(), browse(care.cast.receptionist)
    for _click in range(2):
        client.post(path("new"), form)

    assert Complaint.objects.count() == 1


def test_restated_by_its_owner_it_is_acknowledged_at_once(care: Care, browse: Any) -> None:
    browse(care.owner).post(path("new"), typed(restated="on"))

    assert Complaint.objects.get().status == "acknowledged"


def test_script_and_turned_text_are_shown_as_text_or_refused(care: Care, browse: Any) -> None:
    client = browse(care.cast.receptionist)
    assert client.post(path("new"), typed(statement="a\u202eb")).status_code == 422
    client.post(path("new"), typed(statement="<script>alert(1)</script>😀"))
    page = client.get(path("complaint", Complaint.objects.get().pk)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;😀" in page


def test_the_consequences_are_shown_while_typing(care: Care, browse: Any) -> None:
    stay = care.stay("803")
    services.register_complaint(
        by=care.owner, category="supplies", statement="少拖鞋", stay_id=stay.pk
    )
    answer = browse(care.cast.receptionist).post(path("weigh"), typed(room="803"))
    html = answer.content.decode()

    assert "S3" in html
    assert "Guest who complained before" in html
    assert care.owner.name_en in html


def test_from_a_stay_the_form_knows_the_guest(care: Care, browse: Any) -> None:
    stay = care.stay("802")
    client = browse(care.cast.receptionist)
    answer = client.get(path("from-stay", stay.pk))
    html = client.get(answer["Location"]).content.decode()

    assert stay.guest.name in html
    assert f'name="stay" value="{stay.pk}"' in html


def test_a_stay_shows_its_complaint_and_the_button(care: Care, browse: Any) -> None:
    stay = care.stay("802")
    made = care.registered(stay_id=stay.pk)
    html = browse(care.cast.receptionist).get(reverse("stays:stay-beneath", args=[stay.pk]))

    assert path("complaint", made.pk) in html.content.decode()


def test_a_guests_page_shows_what_was(care: Care, browse: Any) -> None:
    guest = care.desk.guest()
    made = care.registered(guest_id=guest.pk)
    html = browse(care.cast.receptionist).get(reverse("guests:guest", args=[guest.pk]))

    assert made.number in html.content.decode()


def test_the_clock_stands_on_the_page_with_the_button_beside_it(care: Care, browse: Any) -> None:
    promise = care.promised()
    html = browse(care.owner).get(path("complaint", promise.complaint_id)).content.decode()

    assert f'data-countdown="{promise.due_at.isoformat()}"' in html
    assert path("contacted", promise.complaint_id) in html


def test_who_may_not_act_gets_no_button(care: Care, browse: Any) -> None:
    promise = care.promised()
    html = browse(care.cast.receptionist).get(path("complaint", promise.complaint_id))

    assert path("contacted", promise.complaint_id) not in html.content.decode()


def test_contacting_over_http(care: Care, browse: Any) -> None:
    promise = care.promised()
    answer = browse(care.owner).post(
        path("contacted", promise.complaint_id),
        {"told": "还在查", "what": "再答复", "minutes": "30", "method": "phone"},
    )

    assert answer.status_code == 303
    assert Promise.objects.filter(complaint=promise.complaint_id).count() == 2


def test_a_promise_too_far_is_refused_beside_its_field(care: Care, browse: Any) -> None:
    made = care.acknowledged()
    far = clock.local(clock.now()) + timedelta(days=2)
    answer = browse(care.owner).post(
        path("promise", made.pk),
        {"what": "答复", "due_at": f"{far:%Y-%m-%dT%H:%M}", "method": "phone"},
    )

    assert answer.status_code == 422
    assert "promises at most" in answer.content.decode()


def test_a_stale_form_shows_both(care: Care, browse: Any) -> None:
    made = care.promised().complaint
    made.refresh_from_db()
    services.record_facts(made.pk, by=care.owner, verified="空调抢修", desired="换房")
    answer = browse(care.owner).post(
        path("facts", made.pk),
        {"version": made.version, "verified": "没有发现", "desired": "", "fault": "hotel"},
    )
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "空调抢修" in html
    assert "没有发现" in html


def test_a_forbidden_act_changes_nothing(care: Care, browse: Any) -> None:
    made = care.registered()
    answer = browse(care.cast.receptionist).post(
        path("acknowledge", made.pk), {"restated": "on", "version": made.version}
    )
    made.refresh_from_db()

    assert (answer.status_code, made.status) == (422, "registered")


def test_a_restricted_one_is_not_opened_nor_listed_nor_told(care: Care, browse: Any) -> None:
    stay = care.stay("802")
    made = care.registered("theft", stay_id=stay.pk, by=care.owner)
    client = browse(care.cast.room_attendant)

    assert client.get(path("complaint", made.pk)).status_code == 403
    assert client.post(path("note", made.pk), {"text": "看"}).status_code == 403
    assert made.number not in client.get(path("complaints")).content.decode()
    assert alerts_for([stay.guest_id], care.cast.room_attendant)[stay.guest_id] == []
    for page in ("stays:stay", "stays:stay-beneath"):
        assert made.number not in client.get(reverse(page, args=[stay.pk])).content.decode()


@pytest.mark.parametrize("reader", ["general_manager", "assistant_manager", "duty_manager"])
def test_a_restricted_one_is_read_by_those_who_answer(care: Care, browse: Any, reader: str) -> None:
    made = care.registered("privacy", by=care.cast.receptionist)

    assert browse(care.cast.holding(reader)).get(path("complaint", made.pk)).status_code == 200


def test_who_registered_it_and_the_head_of_its_department_read_it(care: Care, browse: Any) -> None:
    made = care.registered("unauthorised_entry")
    services.escalate(made.pk, by=care.owner, reason="客人报警")

    for person in (care.cast.receptionist, care.cast.hk_manager):
        assert browse(person).get(path("complaint", made.pk)).status_code == 200
    assert browse(care.cast.sales_manager).get(path("complaint", made.pk)).status_code == 403


def test_an_overdue_promise_outranks_everything(care: Care) -> None:
    late = care.promised(minutes=5, at=clock.now() - timedelta(minutes=9))
    care.registered("theft")
    running = care.promised(minutes=20)
    rows = selectors.in_order(selectors.filtered(care.cast.general_manager, clock.now()))

    assert rows[0].pk == late.complaint_id
    assert rows[-1].pk == running.complaint_id


@pytest.mark.parametrize(
    ("show", "count"), [("open", 3), ("mine", 2), ("overdue", 1), ("closed", 1)]
)
def test_the_filters(care: Care, browse: Any, show: str, count: int) -> None:
    care.promised(minutes=5, at=clock.now() - timedelta(minutes=9))
    care.registered("room_facility")
    care.registered("network_tv")
    services.withdraw(care.registered().pk, by=care.owner, reason="误会")
    html = browse(care.owner).get(path("complaints") + f"?show={show}").content.decode()

    assert html.count("<tr data-row") == count


def test_an_unknown_complaint_is_not_there(care: Care, browse: Any) -> None:
    assert browse(care.owner).get(path("complaint", 987654)).status_code == 404


def test_the_next_booking_is_warned_of_a_past_complaint(care: Care) -> None:
    guest = care.desk.guest()
    made = care.resolved(guest_id=guest.pk)
    satisfied(made)
    services.close(made.pk, by=care.owner)
    (alert,) = alerts_for([guest.pk], care.cast.receptionist)[guest.pk]

    assert alert.level == "warn"
    assert f"{clock.local(made.registered_at):%Y-%m}" in alert.text


def test_an_overdue_complaint_is_a_stop(care: Care) -> None:
    guest = care.desk.guest()
    care.promised(guest_id=guest.pk, minutes=5, at=clock.now() - timedelta(minutes=9))

    assert [each.level for each in of_guests({guest.pk})[guest.pk]] == ["stop"]


def test_an_arrival_with_an_open_complaint_is_told_and_not_blocked(care: Care) -> None:
    stay = care.desk.stay("804")
    care.registered(guest_id=stay.guest_id)
    (reason,) = of_arrivals([stay], care.cast.receptionist)[stay.pk]

    assert not reason.blocks


def test_home_lines_are_the_owners_and_nobody_elses(care: Care) -> None:
    late = care.promised(minutes=5, at=clock.now() - timedelta(minutes=9))
    care.promised(minutes=30)
    care.registered("network_tv")

    assert [line.kind for line in lines(care.owner)] == ["late", "promised"]
    assert [line.kind for line in lines(care.cast.fo_supervisor)] == ["next"]
    assert list(lines(care.cast.room_attendant)) == []
    assert selectors.count_overdue(care.owner, clock.now()) == 1
    assert late.complaint.owner == care.owner


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_asks_a_constant_number_of_times(
    care: Care, browse: Any, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _each in range(count):
        care.promised(guest_id=care.desk.guest().pk)
    client = browse(care.owner)
    client.get(path("complaints"))
    with django_assert_max_num_queries(28):
        client.get(path("complaints"))


@pytest.mark.parametrize("count", [1, 6])
def test_alerts_cost_two_queries(
    care: Care, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    guests = [care.desk.guest().pk for _each in range(count)]
    for guest in guests:
        care.promised(guest_id=guest)
    with django_assert_max_num_queries(2):
        assert len(of_guests(set(guests))) == count


def test_the_vip_notice_sees_the_complaints(care: Care, browse: Any) -> None:
    from vip.beside import known_of

    guest = care.desk.guest()
    made = care.registered(guest_id=guest.pk)
    known = known_of(guest.pk, care.cast.fo_supervisor)

    assert known is not None
    assert known.complaints == [made]
