"""Handbook B1.3: every row of its table and every vector it names."""

from datetime import date

import pytest

from hotel.guests import documents
from hotel.guests.models import DocumentKind as Kind
from hotel.web.refusals import Refused

SAMPLE = "11010519491231002X"


def refusal(kind: str, number: str, **more: str) -> Refused:
    with pytest.raises(Refused) as caught:
        documents.check(kind, number, **more)
    return caught.value


def test_the_handbooks_sample_passes() -> None:
    assert documents.check(Kind.RESIDENT_ID, SAMPLE).number == SAMPLE


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("110105194912310021", "check_digit"),
        ("110101199002301236", "date"),
        ("990101199001011230", "region"),
        ("110105491231002", "first_generation"),
        ("622223199912051311", "check_digit"),
        ("010105194912310021", "format"),
        ("110105209912310021", "date"),
        ("11010519491231002", "format"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "format"),
    ],
)
def test_a_wrong_resident_id_is_refused_beside_its_field(number: str, code: str) -> None:
    refused = refusal(Kind.RESIDENT_ID, number)
    assert (refused.code, refused.field) == (code, "number")


def test_a_hong_kong_number_passes_as_resident_and_as_residence_permit() -> None:
    number = "810000199001011230"
    assert {
        documents.check(kind, number).number for kind in (Kind.RESIDENT_ID, Kind.HMT_RESIDENCE)
    } == {number}


def test_a_mainland_number_is_no_residence_permit() -> None:
    assert refusal(Kind.HMT_RESIDENCE, SAMPLE).code == "region"


def test_the_sample_of_1880_fits_in_all_but_age() -> None:
    assert refusal(Kind.RESIDENT_ID, "440524188001010014").code == "age"


def test_a_reason_lets_an_age_over_120_pass() -> None:
    checked = documents.check(Kind.RESIDENT_ID, "440524188001010014", override_reason="card seen")
    assert checked.birth_date == date(1880, 1, 1)


def test_every_change_of_one_digit_is_caught() -> None:
    passed = []
    for place in range(17):
        for digit in "0123456789":
            changed = SAMPLE[:place] + digit + SAMPLE[place + 1 :]
            try:
                if changed != SAMPLE:
                    passed.append(documents.check(Kind.RESIDENT_ID, changed).number)
            except Refused:
                pass
    assert passed == []


def test_full_width_and_lower_case_are_read() -> None:
    assert (
        documents.check(Kind.RESIDENT_ID, " 110105194912310０２ｘ ".replace("０２", "02")).number
        == SAMPLE
    )


@pytest.mark.parametrize(
    ("number", "sex", "born"),
    [
        (SAMPLE, "F", date(1949, 12, 31)),
        ("810000199001011230", "M", date(1990, 1, 1)),
    ],
)
def test_sex_and_birthday_are_read_from_the_number(number: str, sex: str, born: date) -> None:
    checked = documents.check(Kind.RESIDENT_ID, number)
    assert (checked.sex, checked.birth_date) == (sex, born)


def test_what_differs_from_the_number_is_said() -> None:
    checked = documents.check(Kind.RESIDENT_ID, SAMPLE)
    assert len(documents.differences(checked, sex="M", birth_date=date(1950, 1, 1))) == 2


def test_what_agrees_with_the_number_is_not_mentioned() -> None:
    checked = documents.check(Kind.RESIDENT_ID, SAMPLE)
    assert documents.differences(checked, sex="F", birth_date=None) == []


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (Kind.FOREIGNER_PR, "ABC123456789012"),
        (Kind.FOREIGNER_PR, "911124198108030024"),
        (Kind.PASSPORT_CN, "E12345678"),
        (Kind.PASSPORT_CN, "EA1234567"),
        (Kind.PASSPORT_CN, "G12345678"),
        (Kind.PASSPORT_CN, "PE1234567"),
        (Kind.PASSPORT_FOREIGN, "L898902C3"),
        (Kind.HM_PERMIT, "H12345678"),
        (Kind.HM_PERMIT, "M1234567890"),
        (Kind.TW_PERMIT, "12345678"),
        (Kind.TW_PERMIT, "1234567890A"),
        (Kind.MILITARY, "军字第12345678"),
    ],
)
def test_a_right_number_passes_without_a_warning(kind: Kind, number: str) -> None:
    assert documents.check(kind, number).warnings == ()


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (Kind.FOREIGNER_PR, "911124198108030025"),
        (Kind.FOREIGNER_PR, "AB1234567890123"),
        (Kind.PASSPORT_FOREIGN, "1234"),
        (Kind.PASSPORT_FOREIGN, "ABCDEFGHIJ"),
        (Kind.HM_PERMIT, "H1234567"),
        (Kind.HM_PERMIT, "X12345678"),
        (Kind.TEMPORARY_ID, "110105194912310021"),
        (Kind.OTHER, ""),
        (Kind.OTHER, "1" * 5000),
    ],
)
def test_a_wrong_number_is_refused(kind: Kind, number: str) -> None:
    assert refusal(kind, number).field == "number"


@pytest.mark.parametrize(
    ("kind", "number"), [(Kind.PASSPORT_CN, "EI1234567"), (Kind.TW_PERMIT, "1234567")]
)
def test_an_unusual_number_only_warns(kind: Kind, number: str) -> None:
    assert len(documents.check(kind, number).warnings) == 1


def test_an_unusual_foreign_passport_passes_with_a_reason() -> None:
    checked = documents.check(Kind.PASSPORT_FOREIGN, "AB-123/4567890", override_reason="as printed")
    assert checked.number == "AB-123/4567890"


def test_a_household_register_of_an_adult_warns() -> None:
    assert len(documents.check(Kind.HOUSEHOLD_BOOK, SAMPLE).warnings) == 1


@pytest.mark.parametrize(
    ("number", "masked"),
    [(SAMPLE, "110105********002X"), ("E12345678", "E1*****78"), ("AB123", "A***3")],
)
def test_a_number_is_shown_masked(number: str, masked: str) -> None:
    assert documents.mask(number) == masked
