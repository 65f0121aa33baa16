"""The demo hotel's building: 120 rooms on 8 floors, five types, and the staff for every role."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Kind:
    """One room type of the demo hotel; the rate is CNY a night."""

    code: str
    name_zh: str
    name_en: str
    rate: Decimal
    adults: int
    children: int
    rank: int
    overbooking: int = 0


KINDS = (
    Kind("KING", "标准大床房", "Standard king", Decimal("368.00"), 2, 1, 1, overbooking=2),
    Kind("TWIN", "标准双床房", "Standard twin", Decimal("398.00"), 2, 1, 2, overbooking=2),
    Kind("DLX", "豪华大床房", "Deluxe king", Decimal("468.00"), 2, 1, 3),
    Kind("EXEC", "行政套房", "Executive suite", Decimal("1288.00"), 3, 2, 4),
    Kind("PRES", "总统套房", "Presidential suite", Decimal("3888.00"), 4, 2, 5),
)

FLOORS = range(5, 13)
ROOMS_A_FLOOR = 15


def kind_of(floor: int, position: int) -> str:
    """Which type stands at a position (1–15) of a floor (5–12)."""
    if floor == 12:
        return "PRES" if position <= 2 else ("EXEC" if position <= 9 else "DLX")
    if floor == 11:
        return "EXEC" if position <= 5 else "DLX"
    if floor >= 9:
        return "DLX" if position <= 8 else ("KING" if position <= 11 else "TWIN")
    return "KING" if position <= 7 else "TWIN"


def directions(position: int) -> tuple[str, str]:
    """The way from the lift, in Chinese and English (handbook A1.11)."""
    if position <= 7:
        return "出电梯左转", "Turn left after the lift"
    return "出电梯右转", "Turn right after the lift"


@dataclass(frozen=True)
class Post:
    """One member of the demo staff: number, names, department, roles and usual shift."""

    number: str
    name_zh: str
    name_en: str
    department: str
    roles: tuple[str, ...]
    shift: str


STAFF = (
    Post("GM-0001", "裴知远", "Pei Zhiyuan", "management", ("general_manager",), "day"),
    Post("GM-0002", "许清和", "Xu Qinghe", "management", ("deputy_gm",), "day"),
    Post("GM-0003", "简书宁", "Jian Shuning", "management", ("gm_office",), "day"),
    Post("FO-0301", "陆展", "Lu Zhan", "front_office", ("fo_manager", "department_head"), "day"),
    Post("FO-0302", "江明远", "Jiang Mingyuan", "front_office", ("assistant_manager",), "all"),
    Post(
        "FO-0303",
        "方知行",
        "Fang Zhixing",
        "front_office",
        ("duty_manager", "assistant_manager"),
        "night",
    ),
    Post("FO-0310", "程念慈", "Cheng Nianci", "front_office", ("fo_supervisor",), "early"),
    Post("FO-0311", "温望北", "Wen Wangbei", "front_office", ("fo_supervisor",), "middle"),
    Post("FO-0318", "林见夏", "Lin Jianxia", "front_office", ("receptionist",), "early"),
    Post("FO-0319", "宋祈年", "Song Qinian", "front_office", ("receptionist",), "middle"),
    Post("FO-0320", "贺兰舟", "He Lanzhou", "front_office", ("receptionist",), "night"),
    Post("FO-0330", "冉星河", "Ran Xinghe", "front_office", ("operator",), "all"),
    Post("FO-0340", "喻晓棠", "Yu Xiaotang", "front_office", ("business_clerk",), "day"),
    Post("FC-0401", "吕知微", "Lü Zhiwei", "cashier", ("cashier",), "early"),
    Post("FC-0402", "曹云深", "Cao Yunshen", "cashier", ("cashier",), "middle"),
    Post("FC-0403", "严冬", "Yan Dong", "cashier", ("night_auditor", "cashier"), "night"),
    Post(
        "HK-0501", "苏锦书", "Su Jinshu", "housekeeping", ("hk_manager", "department_head"), "day"
    ),
    Post("HK-0502", "周若溪", "Zhou Ruoxi", "housekeeping", ("hk_supervisor",), "early"),
    Post("HK-0503", "潘听澜", "Pan Tinglan", "housekeeping", ("hk_supervisor",), "middle"),
    Post("HK-0511", "罗小满", "Luo Xiaoman", "housekeeping", ("room_attendant",), "all"),
    Post("HK-0512", "何田", "He Tian", "housekeeping", ("room_attendant",), "early"),
    Post("HK-0513", "柳依禾", "Liu Yihe", "housekeeping", ("room_attendant",), "middle"),
    Post("HK-0514", "毕展", "Bi Zhan", "housekeeping", ("room_attendant",), "night"),
    Post("HK-0521", "邓秀云", "Deng Xiuyun", "housekeeping", ("pa_cleaner",), "all"),
    Post(
        "FB-0601",
        "傅南枝",
        "Fu Nanzhi",
        "food_beverage",
        ("fnb_supervisor", "department_head"),
        "all",
    ),
    Post("FB-0602", "常青禾", "Chang Qinghe", "food_beverage", ("fnb_supervisor",), "middle"),
    Post("SM-0701", "顾以宁", "Gu Yining", "sales", ("sales_manager", "department_head"), "all"),
    Post("SE-0801", "雷松", "Lei Song", "security", ("security_officer",), "all"),
    Post("SE-0802", "康毅", "Kang Yi", "security", ("security_officer",), "night"),
    Post("ET-0901", "秦桑", "Qin Sang", "etiquette", ("greeter_lead",), "all"),
    Post("ET-0902", "花令仪", "Hua Lingyi", "etiquette", ("etiquette",), "all"),
    Post("RC-1001", "滕飞", "Teng Fei", "recreation", ("recreation_supervisor",), "all"),
    Post("EN-1101", "郝成", "Hao Cheng", "engineering", ("engineer",), "all"),
    Post("HR-1201", "史云岚", "Shi Yunlan", "human_resources", ("department_head",), "day"),
    Post("IT-0001", "余安", "Yu An", "human_resources", ("admin",), "day"),
)

# Whom a visitor of the demo plays first, and what that person works with.
SHOWN = {
    "FO-0318": "rack, arrivals, check-in, check-out",
    "FO-0310": "the same, and what needs a second person",
    "FC-0401": "bills, deposits, refunds",
    "FO-0302": "complaints and their promises",
    "FO-0301": "VIP notices, close of the day",
    "GM-0001": "approves, sees all",
    "HK-0502": "the floors, inspections",
    "HK-0511": "my rooms, on a phone",
    "FB-0601": "F&B's board",
    "SM-0701": "sales, VIP overview",
    "ET-0901": "etiquette's board, on a phone",
    "IT-0001": "staff and settings in /admin/",
}
PASSWORD = "yingbin-2026"
QUICK_CODE = "2026"
