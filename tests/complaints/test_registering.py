"""Taking a complaint: severity, owner, times; who is told; what is refused."""

from datetime import timedelta
from uuid import uuid4

import pytest

from complaints import services
from complaints.enums import Modifier
from complaints.models import Complaint
from hotel.guests.services import set_vip_level
from hotel.journal.models import Entry
from hotel.notifications.models import Notice
from hotel.stays.models import Stay
from hotel.web import clock
from hotel.web.refusals import Refused
from tests.complaints.conftest import Care, delivered

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def told(made: Complaint) -> dict[str, str]:
    """Who has a notice of its registration, and how loud it was."""
    delivered()
    notices = Notice.objects.filter(
        entry__about__contains=[f"complaints.complaint:{made.pk}"], code__startswith="complaint."
    )
    return dict(notices.values_list("recipient__username", "level"))


def test_the_category_chooses_severity_department_and_owner(care: Care) -> None:
    made = care.registered("room_facility")

    assert (made.severity.code, made.department.code) == ("S2", "engineering")
    assert made.owner == care.cast.assistant_manager


def test_who_holds_the_owners_role_and_takes_it_keeps_it(care: Care) -> None:
    assert care.registered("network_tv", by=care.cast.fo_supervisor).owner == (
        care.cast.fo_supervisor
    )


def test_times_follow_the_severity(care: Care) -> None:
    made = care.registered("noise")

    assert made.acknowledge_until - made.registered_at == timedelta(minutes=5)
    assert made.resolve_until - made.registered_at == timedelta(minutes=240)


def test_a_stay_brings_its_guest_and_room(care: Care) -> None:
    stay = care.stay("802")
    made = care.registered(stay_id=stay.pk)

    assert (made.guest, made.room and made.room.number) == (stay.guest, "802")


def test_a_vip_raises_it_by_one_and_never_beyond_s3(care: Care) -> None:
    guest = care.desk.guest()
    set_vip_level(guest.pk, "V2", by=None)

    raised = care.registered("noise", guest_id=guest.pk)
    serious = care.registered("lost_property", guest_id=guest.pk)

    assert (raised.severity.code, raised.modifiers) == ("S3", [Modifier.VIP])
    assert serious.severity.code == "S3"
    assert raised.vip_level == "V2"


def test_who_complained_before_is_raised_by_one(care: Care) -> None:
    guest = care.desk.guest()
    first = care.registered("supplies", guest_id=guest.pk)
    second = care.registered("supplies", guest_id=guest.pk)

    assert (first.severity.code, second.severity.code) == ("S1", "S2")
    assert (second.first_severity.code, second.modifiers) == ("S1", [Modifier.REPEAT])


def test_a_withdrawn_complaint_makes_no_repeater(care: Care) -> None:
    guest = care.desk.guest()
    first = care.registered("supplies", guest_id=guest.pk)
    services.withdraw(first.pk, by=care.cast.assistant_manager, reason="误会")

    assert care.registered("supplies", guest_id=guest.pk).modifiers == []


def test_a_critical_one_stays_critical_for_a_vip(care: Care) -> None:
    guest = care.desk.guest()
    set_vip_level(guest.pk, "V1", by=None)

    assert care.registered("theft", guest_id=guest.pk).severity.code == "S4"


def test_a_guest_who_leaves_within_two_hours_must_be_answered_before(care: Care) -> None:
    stay = care.stay()
    now = clock.now()
    Stay.objects.filter(pk=stay.pk).update(period=(now - 5 * HOUR, now + HOUR))
    made = care.registered(stay_id=stay.pk)

    assert made.modifiers == [Modifier.DEPARTING]
    assert made.latest_answer == now + HOUR / 2
    assert made.resolve_until == made.latest_answer


def test_the_owner_acts_and_the_head_of_the_department_knows(care: Care) -> None:
    assert told(care.registered("room_cleanliness")) == {
        "assistant_manager": "action",
        "hk_manager": "info",
    }


def test_sales_hears_of_a_vip(care: Care) -> None:
    guest = care.desk.guest()
    set_vip_level(guest.pk, "V2", by=None)

    assert told(care.registered("room_cleanliness", guest_id=guest.pk))["sales_manager"] == "info"


def test_the_general_manager_is_alarmed_by_an_s4(care: Care) -> None:
    heard = told(care.registered("theft"))

    assert heard["general_manager"] == "alarm"
    assert heard["duty_manager"] == "action"


def test_a_double_click_makes_one(care: Care) -> None:
    token = uuid4()
    first, second = care.registered(form_token=token), care.registered(form_token=token)

    assert first == second
    assert Entry.objects.filter(verb="complaint.registered").count() == 1


def test_numbers_count_the_day(care: Care) -> None:
    first, second = care.registered(), care.registered()
    day = f"{clock.local(clock.now()):%y%m%d}"

    assert [first.number, second.number] == [f"T-{day}-01", f"T-{day}-02"]


def test_a_phone_is_kept_sealed_and_shown_masked(care: Care) -> None:
    made = care.registered(phone="13900005678")

    assert made.contact == "139****5678"
    assert "13900005678" not in str(Complaint.objects.filter(pk=made.pk).values())


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"category": "nothing"}, "category"),
        ({"severity": "S9"}, "severity"),
        ({"statement": "  "}, "statement"),
        ({"statement": "卡号 4111 1111 1111 1111"}, "statement"),
        ({"statement": "吵" * 4001}, "statement"),
        ({"visitor": ""}, "visitor"),
        ({"phone": ""}, "phone"),
        ({"phone": "12"}, "phone"),
        ({"channel": "pigeon"}, "channel"),
        ({"guest_id": 987654}, "guest"),
        ({"stay_id": 987654}, "stay"),
        ({"needs": ("gold",)}, "needs"),
    ],
)
def test_what_is_refused_stands_beside_its_field(
    care: Care, facts: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        care.registered(**{"visitor": "周先生", "phone": "13900001234", **facts})  # type: ignore[arg-type]

    assert refused.value.field == field
    assert not Complaint.objects.exists()


def test_an_anonymous_complaint_needs_nobody(care: Care) -> None:
    made = care.registered(anonymous=True)

    assert (made.who, made.contact, made.anonymous) == ("", "", True)


def test_an_administrator_registers_none(care: Care) -> None:
    with pytest.raises(Refused):
        care.registered(by=care.cast.admin)
