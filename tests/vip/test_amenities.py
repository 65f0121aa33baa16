"""What is put before a guest: level × occasion × length of stay, and never what the party refuses."""

import os
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vip.amenities import GIVEN_LAST_TIME, Asked, Entitlement, Offer, Selection, select
from vip.avoiding import Avoidable, avoided
from vip.defaults import shipped

SCHEME = shipped()["vip"]
COMBINATIONS = int(os.environ.get("AMENITY_EXAMPLES", "500"))

OFFERS = {
    row["code"]: Offer(
        code=row["code"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        kind=row["kind"],
        department_code=row["department"],
        unit_cost=Decimal(row["unit_cost_cny"]),
        contains=frozenset(row["contains"]),
        gift=row["gift"],
    )
    for row in SCHEME["amenities"]
}
LEVELS = {row["code"]: row for row in SCHEME["levels"]}
OCCASIONS = {row["code"]: row for row in SCHEME["occasions"]}
AVOIDABLES = [
    Avoidable(code=row["code"], words=tuple(row["words"]), sure_words=tuple(row["sure_words"]))
    for row in SCHEME["avoidables"]
]


def entitled(level: str, *occasions: str) -> list[Entitlement]:
    rows = [*LEVELS[level]["amenities"]]
    for code in occasions:
        rows += OCCASIONS[code]["amenities"]
    return [
        Entitlement(
            amenity=row["code"],
            quantity=row["quantity"],
            daily=row["replenish"] == "daily",
            from_nights=row["from_nights"],
        )
        for row in rows
    ]


def chosen(level: str, *occasions: str, **asked: Any) -> Selection:
    budget = Decimal(LEVELS[level]["amenity_budget_cny"])
    terms = Asked(**{"nights": 2, "budget_a_day": budget, **asked})
    return select(OFFERS, entitled(level, *occasions), terms)


def codes(selection: Selection) -> set[str]:
    return {line.offer.code for line in selection.lines}


@settings(max_examples=COMBINATIONS, deadline=None)
@given(
    level=st.sampled_from(sorted(LEVELS)),
    occasions=st.sets(st.sampled_from(sorted(OCCASIONS))),
    avoid=st.frozensets(st.sampled_from([row["code"] for row in SCHEME["avoidables"]])),
    given_last=st.frozensets(st.sampled_from(sorted(OFFERS))),
    nights=st.integers(1, 30),
    persons=st.integers(1, 12),
    cleared=st.integers(0, 9000),
)
def test_no_combination_brings_what_is_refused_or_was_given_last_time(
    level: str,
    occasions: set[str],
    avoid: frozenset[str],
    given_last: frozenset[str],
    nights: int,
    persons: int,
    cleared: int,
) -> None:
    found = chosen(
        level, *occasions, avoid=avoid, given_last=given_last, nights=nights, persons=persons
    )
    assert not [line for line in found.lines if line.offer.contains & avoid]
    assert not [line for line in found.lines if line.offer.gift and line.offer.code in given_last]
    assert len(codes(found)) == len(found.lines)
    granted = sum(line.cost for line in found.granted(Decimal(cleared)))
    assert granted <= max(found.budget, Decimal(cleared))


@settings(max_examples=COMBINATIONS, deadline=None)
@given(
    avoidable=st.sampled_from(AVOIDABLES),
    before=st.sampled_from(["", "不能吃", "对", "no ", "allergic to ", "喜欢山景。"]),
    data=st.data(),
)
def test_a_food_restriction_that_names_it_refuses_it(
    avoidable: Avoidable, before: str, data: st.DataObject
) -> None:
    word = data.draw(st.sampled_from([*avoidable.words, *avoidable.sure_words]))
    assert avoidable.code in avoided(AVOIDABLES, [f"{before} {word}"], [])


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("百合过敏,不用百合花", {"pollen"}),
        ("花生、坚果过敏", {"nuts"}),
        ("不吃坚果、牛奶", {"nuts", "dairy"}),
        ("No nuts or milk, please", {"nuts", "dairy"}),
        ("清真", {"alcohol", "pork"}),
        ("Vegan", {"pork", "dairy", "egg", "seafood", "poultry", "beef"}),
        ("鸡蛋过敏", {"egg"}),
        ("不吃辣", {"chilli"}),
        ("海鲜过敏", {"seafood"}),
        ("爱喝红酒,喜欢百合", set()),
        ("likes doughnuts", set()),
        ("住过906", set()),
    ],
)
def test_remarks_refuse_only_where_they_say_so(text: str, refused: set[str]) -> None:
    assert avoided(AVOIDABLES, [], [text]) == refused


def test_every_level_is_within_its_budget_even_for_one_night() -> None:
    over = {level: chosen(level, nights=1).cost for level in LEVELS}
    assert not [code for code in LEVELS if chosen(code, nights=1).over_budget], over


def test_a_guest_with_an_allergy_gets_another_of_the_same_kind() -> None:
    lines = {line.instead_of: line.offer.code for line in chosen("V2", avoid={"pollen"}).lines}
    assert lines["flowers_large"] == "plant_large"
    assert lines["flowers_small"] == "plant_small"


def test_the_gift_of_the_last_visit_is_not_given_again() -> None:
    found = chosen("V1", given_last=frozenset({"farewell_gift"}))
    gift = next(line for line in found.lines if line.offer.kind == "farewell")
    assert (gift.instead_of, gift.why) == ("farewell_gift", GIVEN_LAST_TIME)


def test_what_has_no_other_of_its_kind_is_left_out_and_said() -> None:
    offers = {"wine": OFFERS["wine"]}
    found = select(offers, entitled("V1"), Asked(nights=1, avoid=frozenset({"alcohol"})))
    assert [(each.offer.code, each.why) for each in found.left_out] == [("wine", "alcohol")]


def test_occasion_and_length_of_stay_bring_more() -> None:
    assert codes(chosen("V3", "birthday")) - codes(chosen("V3")) == {"birthday_cake"}
    assert codes(chosen("V3", nights=7)) - codes(chosen("V3", nights=6)) == {"laundry_voucher"}


def test_above_the_budget_the_rest_waits_for_an_approval() -> None:
    found = chosen("V4", "birthday", nights=1)
    assert found.over_budget
    waits = codes(found) - {line.offer.code for line in found.granted()}
    assert waits == {"birthday_cake"}
    assert found.granted(found.cost) == found.lines


def test_one_for_each_person_follows_the_party() -> None:
    offer = Offer(
        code="slippers",
        name_zh="拖鞋",
        name_en="Slippers",
        kind="",
        department_code="",
        per_person=True,
    )
    found = select(
        {"slippers": offer}, [Entitlement(amenity="slippers")], Asked(nights=1, persons=3)
    )
    assert found.lines[0].quantity == 3
