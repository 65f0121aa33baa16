"""The VIPs of the demo: invented guests, and what the house remembers of them."""

from dataclasses import dataclass, field

from hotel.guests import services as guests
from hotel.seed.present import Season


@dataclass(frozen=True)
class Person:
    """A VIP of the demo: an invented guest with what the house remembers of them."""

    name_zh: str
    sex: str
    phone: str
    likes: dict[str, str] = field(default_factory=dict)


CHAIRMAN = Person(
    "沈砚秋",
    "F",
    "13900006601",
    {
        "tea": "武夷岩茶",
        "pillow_type": "荞麦枕",
        "mahjong": "四川麻将",
        "food_restrictions": "不吃辣",
    },
)
PRESIDENT = Person(
    "顾南枝", "F", "13900006602", {"tea": "茉莉花茶", "food_restrictions": "百合过敏,不用百合花"}
)
DEAN = Person("陆闻笙", "M", "13900006603", {"tea": "安化黑茶", "pillow_type": "无羽绒枕"})
WRITER = Person("许听澜", "F", "13900006604", {"other": "远离电梯", "newspaper": "文艺报"})
CHAIR = Person("柏景和", "M", "13900006605", {"tea": "正山小种"})
COLLECTOR = Person("温以棠", "F", "13900006606", {"tea": "明前龙井", "other": "喜安静,高楼层"})
CURATOR = Person("何观澜", "M", "13900006607", {"pillow_type": "乳胶枕", "tea": "普洱"})
JOURNALIST = Person("乔书行", "M", "13900006608", {"newspaper": "南方周末"})
OWNER = Person("骆青野", "M", "13900006609", {"tea": "铁观音"})
DIRECTOR = Person("唐知微", "F", "13900006610", {"food_restrictions": "素食"})
MINISTER = Person("林若衡", "M", "13900006612", {"tea": "君山银针", "pillow_type": "荞麦枕"})
POET = Person("简清川", "M", "13900006613", {"tea": "安化茯茶"})


@dataclass(frozen=True)
class Past:
    """A visit that took place so many days ago, or was cancelled."""

    person: Person
    source: str
    level: str
    days_ago: int
    nights: int
    persons: int
    title: str
    organisation: str
    cancelled: bool = False
    owed: tuple[tuple[str, str], ...] = ()


VISITS = (
    Past(CHAIRMAN, "A", "V1", 58, 2, 4, "董事长", "恒岳集团"),
    Past(WRITER, "C", "V4", 55, 1, 1, "女士", ""),
    Past(COLLECTOR, "C", "V2", 50, 1, 2, "馆长", "云岫美术馆"),
    Past(PRESIDENT, "B", "V2", 41, 1, 2, "副总裁", "澄江生物"),
    Past(DEAN, "C", "V3", 34, 3, 2, "院长", "星沙大学设计院"),
    Past(
        CHAIRMAN,
        "A",
        "V1",
        23,
        2,
        5,
        "董事长",
        "恒岳集团",
        owed=(
            ("门口迎接时花束晚到,下次提前半小时到位", "etiquette"),
            ("晚餐清蒸鱼偏咸,下次由行政总厨出菜", "food_beverage"),
        ),
    ),
    Past(OWNER, "C", "V3", 20, 2, 2, "总经理", "青禾酒店", cancelled=True),
    Past(CURATOR, "C", "V2", 17, 2, 3, "总裁", "远山文化"),
    Past(JOURNALIST, "D", "V3", 12, 1, 1, "记者", "江声周刊"),
    Past(OWNER, "C", "V3", 9, 2, 2, "总经理", "青禾酒店"),
    Past(DIRECTOR, "C", "V4", 6, 2, 1, "导演", "听雨剧社"),
    Past(
        COLLECTOR,
        "C",
        "V2",
        3,
        2,
        2,
        "馆长",
        "云岫美术馆",
        owed=(("约好的龙井未备,下次抵店前备妥", "housekeeping"),),
    ),
)


def remember(season: Season, person: Person) -> int:
    """The VIP's profile with preferences. Returns the guest's id; the second time the same."""
    known = season.vips.get(person.name_zh)
    if known:
        return known
    guest = guests.register_guest(
        by=season.desk, name_zh=person.name_zh, sex=person.sex, phone=person.phone
    )
    for kind, text in person.likes.items():
        guests.set_preference(guest.pk, kind, text, by=season.desk)
    season.vips[person.name_zh] = guest.pk
    return guest.pk
