"""The door of cleanliness (handbook B1.2): which move, by whom."""

import itertools

import pytest

from hotel.journal.selectors import history_of
from hotel.rooms import services
from hotel.rooms.enums import Cleanliness
from hotel.rooms.models import Room
from hotel.rooms.states import MOVES
from hotel.web.refusals import Forbidden, Refused, Stale
from tests.cast import Cast
from tests.house import House

STATES = list(Cleanliness.values)
LEGAL = {
    ("dirty", "cleaning"),
    ("cleaning", "clean"),
    ("cleaning", "dirty"),
    ("clean", "inspected"),
    ("clean", "dirty"),
    ("inspected", "dirty"),
}


def put(number: str, **state: object) -> Room:
    Room.objects.filter(number=number).update(**state)
    return House.room(number)


def test_the_table_of_moves_is_the_handbooks() -> None:
    assert {(now, to) for now, legal in MOVES.items() for to in legal} == LEGAL


@pytest.mark.parametrize(("now", "to"), sorted(LEGAL))
def test_a_legal_move_is_made(cast: Cast, house: House, now: str, to: str) -> None:
    room = put("801", cleanliness=now)
    services.set_cleanliness(room.pk, to, by=cast.hk_supervisor, reason="dust")
    assert House.room("801").cleanliness == to


@pytest.mark.parametrize(
    ("now", "to"), [pair for pair in itertools.product(STATES, STATES) if pair not in LEGAL]
)
def test_an_illegal_move_is_refused_and_names_the_legal_ones(
    cast: Cast, house: House, now: str, to: str
) -> None:
    room = put("801", cleanliness=now)
    with pytest.raises(Refused) as caught:
        services.set_cleanliness(room.pk, to, by=cast.hk_supervisor, reason="dust")
    legal = [str(Cleanliness(state).label) for state in MOVES[now]]
    assert all(label in caught.value.text for label in legal)


def test_a_refused_move_changes_nothing(cast: Cast, house: House) -> None:
    room = put("801", cleanliness="dirty")
    with pytest.raises(Refused):
        services.set_cleanliness(room.pk, "inspected", by=cast.hk_supervisor)
    assert (House.room("801").cleanliness, len(history_of(room))) == ("dirty", 0)


def test_nobody_inspects_the_room_they_cleaned(cast: Cast, house: House) -> None:
    room = put("801", cleanliness="cleaning")
    services.set_cleanliness(room.pk, "clean", by=cast.hk_supervisor)
    with pytest.raises(Forbidden):
        services.set_cleanliness(room.pk, "inspected", by=cast.hk_supervisor)


def test_somebody_else_inspects_it(cast: Cast, house: House) -> None:
    room = put("801", cleanliness="cleaning")
    services.set_cleanliness(room.pk, "clean", by=cast.room_attendant)
    services.set_cleanliness(room.pk, "inspected", by=cast.hk_supervisor)
    assert House.room("801").code == "VI"


@pytest.mark.parametrize("role", ["room_attendant", "receptionist", "engineer", "greeter_lead"])
def test_only_housekeeping_leaders_inspect(cast: Cast, house: House, role: str) -> None:
    room = put("801", cleanliness="clean")
    with pytest.raises(Forbidden):
        services.set_cleanliness(room.pk, "inspected", by=cast.holding(role))


@pytest.mark.parametrize("role", ["receptionist", "security_officer", "sales_manager"])
def test_only_housekeeping_cleans(cast: Cast, house: House, role: str) -> None:
    room = put("801", cleanliness="dirty")
    with pytest.raises(Forbidden):
        services.set_cleanliness(room.pk, "cleaning", by=cast.holding(role))


def test_a_failed_inspection_needs_a_reason(cast: Cast, house: House) -> None:
    with pytest.raises(Refused) as caught:
        services.set_cleanliness(house.rooms["801"].pk, "dirty", by=cast.hk_supervisor)
    assert caught.value.field == "reason"


def test_the_desk_marks_an_occupied_room_dirty_when_the_guest_asks(
    cast: Cast, house: House
) -> None:
    room = put("801", occupancy="occupied", cleanliness="clean")
    services.set_cleanliness(room.pk, "dirty", by=cast.receptionist)
    assert House.room("801").code == "OD"


def test_nobody_starts_cleaning_behind_a_do_not_disturb_sign(cast: Cast, house: House) -> None:
    room = put("801", occupancy="occupied", cleanliness="dirty")
    services.set_dnd(room.pk, True, by=cast.receptionist)
    with pytest.raises(Refused):
        services.set_cleanliness(room.pk, "cleaning", by=cast.room_attendant)


def test_a_page_opened_before_somebodys_change_is_stale(cast: Cast, house: House) -> None:
    room = put("801", cleanliness="dirty")
    services.set_cleanliness(room.pk, "cleaning", by=cast.room_attendant)
    with pytest.raises(Stale):
        services.set_cleanliness(room.pk, "clean", by=cast.hk_supervisor, seen_version=room.version)


def test_one_act_one_journal_entry(cast: Cast, house: House) -> None:
    room = put("801", cleanliness="dirty")
    services.set_cleanliness(room.pk, "cleaning", by=cast.room_attendant)
    assert len(history_of(room)) == 1


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ({"cleanliness": "inspected"}, "VI"),
        ({"cleanliness": "clean"}, "VC"),
        ({"cleanliness": "dirty"}, "VD"),
        ({"cleanliness": "cleaning"}, "VD"),
        ({"occupancy": "occupied", "cleanliness": "inspected"}, "OC"),
        ({"occupancy": "occupied", "cleanliness": "clean"}, "OC"),
        ({"occupancy": "occupied", "cleanliness": "dirty"}, "OD"),
        ({"occupancy": "occupied", "cleanliness": "cleaning"}, "OD"),
        ({"block": "out_of_order"}, "OOO"),
        ({"block": "out_of_service", "occupancy": "occupied"}, "OOS"),
    ],
)
def test_three_axes_make_the_code_people_say(state: dict[str, str], code: str) -> None:
    assert Room(**state).code == code
