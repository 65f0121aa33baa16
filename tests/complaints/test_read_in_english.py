"""What colleagues did with Chinese pages open is read in English by who reads English."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from complaints import services
from complaints.models import Complaint
from frontdesk import services as counter
from hotel.cashier import selectors as ledger
from hotel.cashier.services import give_back
from hotel.cashier.wording import GIVEN_BACK
from hotel.journal.models import Entry
from hotel.journal.selectors import told
from hotel.rooms.models import Room
from hotel.stays import services as stays
from housekeeping import services as floors
from tests.cast import Cast
from tests.complaints.conftest import Care, satisfied, solved
from tests.frontdesk.arriving import arrive
from tests.frontdesk.leaving import Counter

pytestmark = pytest.mark.django_db

CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
GUEST = {"name_zh": "", "surname_latin": "WALKER", "given_latin": "ELLA"}


@pytest.fixture(autouse=True)
def written_in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def last_line() -> int:
    return Entry.objects.latest("pk").pk


def read_in_english(since: int) -> list[str]:
    """Every line of the journal after this one that still has Chinese in it."""
    with translation.override("en"):
        acts = [told(entry) for entry in Entry.objects.filter(pk__gt=since)]
        lines = [f"{act.verb} {act.label} {act.changes} {act.reason}" for act in acts]
        return [line for line in lines if CHINESE.search(line)]


def complains(care: Care) -> Complaint:
    """A complaint handed over, escalated, solved, opened again and closed."""
    cast: Cast = care.cast
    made = care.registered(
        "noise", statement="Noise next door", visitor="Ms Walker", phone="13900001234"
    )
    services.acknowledge(made.pk, by=care.owner, restated=True)
    services.hand_over(made.pk, by=care.owner, to=cast.duty_manager.pk, reason="Shift ends")
    services.escalate(made.pk, by=cast.duty_manager, reason="Third night")
    made.refresh_from_db()
    solved(made, what_was_done="Another room")
    satisfied(made)
    made.refresh_from_db()
    services.reopen(made.pk, by=made.owner, reason="It is loud again")
    return made


def test_the_history_of_a_complaint_reads_in_english(care: Care) -> None:
    before = last_line()
    complains(care)

    assert read_in_english(before) == []


def test_the_pages_of_a_complaint_read_in_english(care: Care, enter: Any) -> None:
    made = complains(care)
    care.cast.general_manager.language = "en"
    care.cast.general_manager.save()
    page = enter(care.cast.general_manager).get(f"/complaints/{made.pk}/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert CHINESE.findall(main) == []


def test_the_history_of_a_stay_reads_in_english(care: Care) -> None:
    desk, by, before = care.desk, care.cast.receptionist, last_line()
    stay = desk.unassigned(guest=desk.guest(**GUEST), nights=1)
    stays.assign_room(stay.pk, Room.objects.get(number="801").pk, by=by)
    arrive(by, stay)
    stays.extend(stay.pk, stay.departure + timedelta(days=1), by=by)
    stays.move_room(stay.pk, Room.objects.get(number="802").pk, by=by, reason="The lift")
    asked = floors.request_inspection(stay.pk, by=by)
    floors.report_inspection(asked.pk, by=care.cast.room_attendant)
    counter.post_dues(stay.pk, [due.key for due in Counter(desk).dues(stay)], by=by)
    folio = ledger.folio_of_stay(stay.pk)
    assert folio is not None
    give_back(folio.pk, key="back", by=by, reason=GIVEN_BACK)

    assert read_in_english(before) == []


def test_the_check_out_page_gives_its_reason_in_english(care: Care, enter: Any) -> None:
    by = care.cast.receptionist
    stay = Counter(care.desk).guest("801", deposit="600", guest=care.desk.guest(**GUEST))
    folio = ledger.folio_of_stay(stay.pk)
    assert folio is not None
    give_back(folio.pk, key="back", by=by, reason=GIVEN_BACK)
    by.language = "en"
    by.save()

    page = enter(by).get(f"/check-out/{stay.pk}/").content.decode()

    assert "Deposit given back at check-out" in page
    assert GIVEN_BACK not in page
