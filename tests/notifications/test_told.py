"""Who is given work hears of it; a flagged guest's document alarms supervisor and security."""

from hotel.guests import services as guests
from hotel.journal import outbox
from hotel.notifications.models import Notice
from hotel.work import services as work
from tests.cast import Cast
from tests.guests.people import resident_id
from tests.work.owing import owed


def told_of(code: str) -> set[str]:
    while outbox.sweep():
        pass
    return {notice.recipient.username for notice in Notice.objects.filter(code=code)}


def test_who_is_given_work_hears_of_it(cast: Cast) -> None:
    item = owed()

    work.assign(item.pk, to=cast.room_attendant.pk, by=cast.hk_supervisor)

    assert told_of("work.assigned") == {"room_attendant"}


def test_who_takes_work_hears_nothing(cast: Cast) -> None:
    item = owed()

    work.assign(item.pk, to=cast.hk_supervisor.pk, by=cast.hk_supervisor)

    assert told_of("work.assigned") == set()


def test_a_flagged_guests_document_alarms_supervisor_and_security(cast: Cast) -> None:
    guest = guests.register_guest(by=cast.receptionist, name_zh="周望北")
    guests.set_watch(guest.pk, True, by=cast.fo_manager, reason="查控要求")

    guests.add_document(guest.pk, "resident_id", resident_id(), by=cast.receptionist)

    assert told_of("guest_watch.matched") == {"fo_supervisor", "security_officer"}
