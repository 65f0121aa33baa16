"""Invented people: common surnames, poetic given names, valid but unissued document numbers."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum.cn import ric

# City-level region codes: a real card always carries a district's, so none of these was ever issued.
REGIONS = ("430100", "310100", "440100", "510100", "330100", "420100", "320100", "610100", "140100")
SURNAMES = (
    "沈顾陆许程林柏裴宋温贺方简鲁乔冉骆周吴郑王冯褚卫蒋韩杨朱秦尤何吕施张孔曹严华金魏陶姜"
    "戚谢邹喻苏潘葛范彭郎马苗凤花俞任袁柳鲍史唐费廉岑薛雷倪汤滕罗毕郝邬安常乐于傅皮卞齐康伍余"
)
GIVEN_ONE = "砚念听若祈以兰望知书南青星行明云松禾清修微展弛令深裳橙然糖薇逸舟晓溪岚屿"
GIVEN_TWO = "秋慈澜水年宁舟舒行白枝衫河野澈鸣楠衿北飞然星和月依禾远微展仪冬来笙涵予宁朗棠"
WOMEN_LIKE = frozenset("若兰南裳薇岚慈澜宁舒枝月依仪涵棠")
LATIN = (
    ("Kowalska", "Marta", "POL", "F"),
    ("Okafor", "Daniel", "NGA", "M"),
    ("Lindqvist", "Henrik", "SWE", "M"),
    ("Moreau", "Claire", "FRA", "F"),
    ("Tanaka", "Haruto", "JPN", "M"),
    ("Schneider", "Jonas", "DEU", "M"),
    ("Novak", "Petra", "CZE", "F"),
    ("Almeida", "Rui", "PRT", "M"),
    ("Haugen", "Ingrid", "NOR", "F"),
    ("Castillo", "Diego", "ESP", "M"),
)


@dataclass(frozen=True)
class Invented:
    """One invented person, ready for `hotel.guests.services.register_guest`."""

    name_zh: str
    surname_latin: str
    given_latin: str
    sex: str
    birth_date: date
    nationality: str
    document_kind: str
    document_number: str
    phone: str
    plate: str


class Cast:
    """An endless, repeatable supply of different invented people."""

    def __init__(self, seed: int, today: date) -> None:
        self._dice = random.Random(seed)
        self._today = today
        self._seen: set[str] = set()
        self._serial = 0

    def chinese(self) -> Invented:
        name = self._fresh_name()
        born = self._today - timedelta(days=self._dice.randint(22 * 365, 68 * 365))
        woman = bool(WOMEN_LIKE & set(name[1:]))
        return Invented(
            name_zh=name,
            surname_latin="",
            given_latin="",
            sex="F" if woman else "M",
            birth_date=born,
            nationality="CHN",
            document_kind="resident_id",
            document_number=self._resident_id(born, woman),
            phone=self._phone(),
            plate=self._plate() if self._dice.random() < 0.3 else "",
        )

    def foreign(self) -> Invented:
        surname, given, country, sex = LATIN[self._serial % len(LATIN)]
        self._serial += 1
        return Invented(
            name_zh="",
            surname_latin=surname.upper(),
            given_latin=given.upper(),
            sex=sex,
            birth_date=self._today - timedelta(days=self._dice.randint(25 * 365, 60 * 365)),
            nationality=country,
            document_kind="passport_foreign",
            document_number=f"X{self._dice.randint(10**7, 10**8 - 1)}",
            phone=self._phone(),
            plate="",
        )

    def people(self, foreign_share: float = 0.07) -> Iterator[Invented]:
        while True:
            yield self.foreign() if self._dice.random() < foreign_share else self.chinese()

    def _fresh_name(self) -> str:
        while True:
            given = self._dice.choice(GIVEN_ONE) + (
                self._dice.choice(GIVEN_TWO) if self._dice.random() < 0.85 else ""
            )
            name = self._dice.choice(SURNAMES) + given
            if name not in self._seen or len(self._seen) > 40_000:
                self._seen.add(name)
                return name

    def _resident_id(self, born: date, woman: bool) -> str:
        self._serial += 1
        order = (self._serial % 499) * 2 + (0 if woman else 1)
        body = f"{self._dice.choice(REGIONS)}{born:%Y%m%d}{order:03d}"
        return body + ric.calc_check_digit(f"{body}0")

    def _phone(self) -> str:
        return f"1{self._dice.choice('356789')}{self._dice.randint(0, 9)}0000{self._dice.randint(0, 9999):04d}"

    def _plate(self) -> str:
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
        tail = "".join(self._dice.choice("0123456789") for _ in range(4))
        return f"湘{self._dice.choice('ABCD')}{self._dice.choice(letters)}{tail}"
