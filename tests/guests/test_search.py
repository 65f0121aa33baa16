"""One box finds a guest however the desk asks."""

from typing import Any

import pytest

from hotel.guests import services
from hotel.guests.models import Guest
from hotel.guests.selectors import search
from tests.cast import Cast
from tests.guests.people import register, resident_id


@pytest.fixture
def guests(cast: Cast) -> dict[str, Guest]:
    by = cast.receptionist
    qiu = register(by, "沈砚秋", phone="13800002266")
    services.add_document(qiu.pk, "resident_id", resident_id(7), by=by)
    services.add_plate(qiu.pk, "湘A·8K6M2", by=by)
    shan = register(by, "单若兰", phone="+442079460958")
    marta = register(by, "", surname_latin="KOWALSKA", given_latin="Marta", nationality="POL")
    wei = register(by, "张伟")
    return {"沈砚秋": qiu, "单若兰": shan, "Marta": marta, "张伟": wei}


def ids(text: str, limit: int = 20) -> list[int]:
    return [hit.id for hit in search(text, limit)]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("沈砚秋", "沈砚秋"), ("沈", "沈砚秋"), ("砚秋", "沈砚秋"), ("沈 砚 秋", "沈砚秋"),
        ("shenyanqiu", "沈砚秋"), ("shen yanqiu", "沈砚秋"), ("Shen", "沈砚秋"), ("yanqiu", "沈砚秋"),
        ("syq", "沈砚秋"), ("shanruolan", "单若兰"), ("srl", "单若兰"),
        ("kowalska", "Marta"), ("marta kowalska", "Marta"), ("Kowalska Marta", "Marta"),
        ("KOWAL", "Marta"), ("mk", "Marta"), ("张伟", "张伟"),
        ("13800002266", "沈砚秋"), ("138 0000 2266", "沈砚秋"), ("+8613800002266", "沈砚秋"),
        ("2266", "沈砚秋"), ("+44 20 7946 0958", "单若兰"), ("0958", "单若兰"),
        ("湘A8K6M2", "沈砚秋"), ("湘A·8K6M2", "沈砚秋"), ("8k6m2", "沈砚秋"), ("K6M2", "沈砚秋"),
        (resident_id(7), "沈砚秋"), (resident_id(7).lower(), "沈砚秋"),
        ("shenyanqui", "沈砚秋"), ("kowalksa", "Marta"), ("ruolna", "单若兰"),
    ],
)  # fmt: skip
def test_a_guest_is_found(guests: dict[str, Guest], typed: str, who: str) -> None:
    assert guests[who].pk in ids(typed)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "%", "_", "\x00", "'; DROP TABLE guests_guest; --", "🙂", "赵", "x" * 5000, "0000",
     "430100", "\\", "%%%", "沈%秋"],
)  # fmt: skip
def test_what_matches_nobody_finds_nobody(guests: dict[str, Guest], typed: str) -> None:
    assert ids(typed) == []


def test_the_exact_name_comes_first(cast: Cast) -> None:
    register(cast.receptionist, "张伟民")
    exact = register(cast.receptionist, "张伟")
    register(cast.receptionist, "张伟国")
    assert ids("张伟")[0] == exact.pk


def test_a_surname_goes_before_a_given_name_of_the_same_sound(cast: Cast) -> None:
    register(cast.receptionist, "王深")
    surname = register(cast.receptionist, "沈砚秋")
    register(cast.receptionist, "李深")
    assert ids("shen")[0] == surname.pk


def test_no_more_than_the_limit_comes_back(cast: Cast) -> None:
    for serial in range(4):
        register(cast.receptionist, "王" + "一二三四"[serial])
    assert len(ids("wang", limit=3)) == 3


def test_a_hit_says_by_what_it_was_found_and_shows_it_masked(guests: dict[str, Guest]) -> None:
    (hit,) = search("13800002266", 5)
    assert (hit.by, hit.seen) == ("phone", "138****2266")


def test_the_number_of_queries_does_not_grow(
    guests: dict[str, Guest], cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for given in "一二三四五六七八九十":
        register(cast.receptionist, f"沈{given}")
    with django_assert_max_num_queries(9):
        search("shen", 20)
