"""What a name may hold, and every way it is found."""

import pytest

from hotel.guests import names
from hotel.guests.surnames import surname_of
from hotel.web.refusals import Refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 张伟 ", "张伟"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("約翰．史密斯", "約翰·史密斯"),
        ("𠮷田太郎", "𠮷田太郎"),
        ("王Ａ", "王A"),
        ("", ""),
    ],
)
def test_a_chinese_name_is_normalised(typed: str, kept: str) -> None:
    assert names.clean_zh(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "张" * 5000,
        "张🙂",
        "<script>alert(1)</script>",
        "\u202e伟张",
        "محمد",
        "张伟1",
        "张\u200b伟",
        "{{7*7}}",
        "·张",
    ],
)
def test_what_is_no_chinese_name_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        names.clean_zh(typed)
    assert caught.value.field == "name_zh"


@pytest.mark.parametrize(
    "typed", ["O’Neill", "Müller-Lüdenscheidt", "NGUYỄN", "St. John", "Łukasz"]
)
def test_a_latin_name_keeps_its_letters(typed: str) -> None:
    assert names.clean_latin(typed, field="surname_latin") == typed.replace("’", "'")


@pytest.mark.parametrize("typed", ["Иванов", "John😀", "=cmd()", "a" * 5000, "J\u202eohn", "<b>"])
def test_what_is_no_latin_name_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        names.clean_latin(typed, field="surname_latin")
    assert caught.value.field == "surname_latin"


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("单雄信", "shanxiongxin"),
        ("仇英", "qiuying"),
        ("曾国藩", "zengguofan"),
        ("查良镛", "zhaliangyong"),
        ("区志明", "ouzhiming"),
        ("解缙", "xiejin"),
        ("尉迟恭", "yuchigong"),
        ("万俟雅言", "moqiyayan"),
        ("欧阳修", "ouyangxiu"),
        ("吕布", "lvbu"),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, pinyin: str) -> None:
    assert f" {pinyin} " in names.search_text(name, "", "")


@pytest.mark.parametrize("word", ["张小明", "小明", "zhangxiaoming", "xiaoming", "zxm", "xm"])
def test_a_chinese_name_is_found_whole_given_in_pinyin_and_by_initials(word: str) -> None:
    assert f" {word}" in names.search_text("张小明", "", "")


@pytest.mark.parametrize("initials", ["ycg"])
def test_a_surname_of_two_characters_gives_two_initials(initials: str) -> None:
    assert f" {initials} " in names.search_text("尉迟恭", "", "")


@pytest.mark.parametrize(
    "word", ["lindqvist", "henrik", "lindqvisthenrik", "henriklindqvist", "hl"]
)
def test_a_latin_name_is_found_in_either_order(word: str) -> None:
    assert f" {word} " in names.search_text("", "LINDQVIST", "Henrik")


def test_accents_need_not_be_typed() -> None:
    assert " muller " in names.search_text("", "Müller", "")


@pytest.mark.parametrize(("name", "surname"), [("欧阳修", "欧阳"), ("张伟", "张"), ("单于", "单")])
def test_the_surname_is_told_from_the_given_name(name: str, surname: str) -> None:
    assert surname_of(name) == surname


def test_a_guest_is_addressed_by_surname_and_title() -> None:
    assert names.polite_zh("欧阳静", "", "F") == "欧阳女士"
