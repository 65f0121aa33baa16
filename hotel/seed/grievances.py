"""What guests of the demo hotel complained of in the last weeks, and how it ended."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Past:
    """A complaint of the last months and how it ended."""

    days_ago: int
    category: str
    statement: str
    wanted: str
    found: str
    cause: str
    solution: str
    done: str
    outcome: str = "satisfied"
    paid: int = 0


PAST = (
    Past(
        83,
        "room_cleanliness",
        "浴室地漏边有头发,毛巾也像没换过。",
        "马上重新打扫",
        "楼层领班复查,抽查漏项",
        "negligence_loss",
        "compensatory_care",
        "十分钟内重新清洁,送果盘并致歉",
    ),
    Past(
        74,
        "network_tv",
        "无线网一直掉线,开不了视频会。",
        "换个能上网的地方",
        "本层一台无线接入点重启后正常",
        "facility_fault",
        "repair",
        "工程部更换接入点,会议改在商务中心",
    ),
    Past(
        61,
        "room_facility",
        "空调只出风不制冷,半夜热醒两次。",
        "换房",
        "空调主板故障,已报修",
        "facility_fault",
        "replace",
        "换至同层豪华房,减免一晚差价",
        paid=120,
    ),
    Past(
        52,
        "waiting",
        "退房排了二十多分钟,差点误车。",
        "下次不要这样",
        "团队退房与散客同一窗口",
        "expectation_gap",
        "explanation",
        "致歉并加开窗口,安排送站",
    ),
    Past(
        40,
        "billing",
        "账单上多了一笔迷你吧,我没有用。",
        "退掉",
        "查房登记写错房号",
        "info_breakdown",
        "refund",
        "冲减迷你吧费用并致歉",
        paid=48,
    ),
    Past(
        26,
        "food_quality",
        "早餐粥是凉的,叫了三次没人加热。",
        "有人负责",
        "早班少一人,未及时补位",
        "no_owner",
        "compensatory_care",
        "餐饮主管当面致歉,赠次日早餐",
        "partly_satisfied",
    ),
    Past(
        14,
        "parking",
        "车停在后院被刮了一道。",
        "查监控",
        "监控显示为外来车辆,已报保险",
        "expectation_gap",
        "refer",
        "陪同客人报案并联系保险公司",
    ),
)
NOISE = Past(
    37,
    "noise",
    "隔壁房间一直吵到凌晨一点,打了两次电话没人来。",
    "安静的房间",
    "隔壁团队聚会,夜班未上楼处理",
    "no_owner",
    "replace",
    "换至远离电梯的房间,次日减免半天房费",
    paid=180,
)
SLOW_LAUNDRY = Past(
    250,
    "laundry",
    "送洗的西装开会前还没送回来。",
    "以后提前告知",
    "外送洗衣点漏单",
    "info_breakdown",
    "apology",
    "当面致歉,免洗衣费,借用备用西装",
    paid=86,
)

# For the guest whose night was loud: kind, what is offered, its cost in CNY.
OFFERS = (
    ("replace", "换至安静侧豪华大床,行李员协助搬运", "0"),
    ("refund", "减免昨晚房费 50%,工程部今晚 20:00 后停工", "234"),
    ("compensatory_care", "延时退房至 16:00,赠双人早餐与儿童果盘", "96"),
)
