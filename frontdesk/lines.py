"""What the clerk says at check-in and check-out (handbook A1.2–A1.25), in both languages at once: the
guest's may not be the clerk's."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """A spoken line."""

    zh: str
    en: str


# Of a check-in. {zh} and {en} address the guest; the others are facts of the stay and the house.
_SAID = {
    "booking": (
        "{zh}，您好，欢迎光临{hotel_zh}！您是否有预订？",
        "Good day, {en}, welcome to {hotel_en}! Do you have a reservation with us?",
    ),
    "room": (
        "您预订的是{type_zh}，住 {nights} 晚，对吗？您以前住过我们酒店吗？",
        "You have booked: {type_en}, {nights_en}. Is that right? Have you stayed with us before?",
    ),
    "identity": (
        "麻烦出示您和同行客人的有效证件，我为您登记，谢谢。",
        "May I see your ID and your companions', please? I will register you. Thank you.",
    ),
    "deposit": (
        "请您交押金 {deposit} 元；您在酒店内的消费可以挂房账，退房时一并结算。请问怎样支付？",
        "The deposit is {deposit} yuan. You may charge expenses to your room and settle at check-out. How would you like to pay?",
    ),
    "signature": (
        "请您在登记单上签字。请问您开车了吗？车牌号是多少？{parking_zh}。",
        "Please sign the registration form. Did you come by car? What is the plate number? {parking_en}.",
    ),
    "keys": (
        "这是您的房卡和押金条，{out} 退房。早餐 {breakfast}，{breakfast_zh}，早餐券下午送房。有事请拨 {dial}。",
        "Here are your key card and deposit slip; check-out is at {out}. Breakfast: {breakfast}, {breakfast_en}. Dial {dial} at any hour.",
    ),
    "farewell": (
        "{zh}，电梯这边请。祝您入住愉快！",
        "The lift is this way, {en}. We wish you a pleasant stay!",
    ),
}


def line(step: str, **facts: Any) -> Line:
    """The line of a step, with the facts put in."""
    zh, en = _SAID[step]
    return Line(zh.format(**facts), en.format(**facts))


def lines(**facts: Any) -> dict[str, Line]:
    """All lines of a check-in, by step."""
    return {step: line(step, **facts) for step in _SAID}


# Of a check-out, as they are.
ASK = Line(
    "请问您现在退房吗？随身物品都带齐了吗？",
    "Are you checking out now? Do you have all your belongings with you?",
)
INSPECT = Line(
    "请稍候，我们正在查房，看看您有没有遗留物品。",
    "One moment, please: we are looking whether anything was left in the room.",
)
BILL = Line(
    "这是您的账单，请您核对，无误请签字。",
    "This is your bill. Please look it over, and sign if it is right.",
)
SETTLE = Line(
    "收您的款、找您的零，请当面点清。",
    "I count what I receive and what I give back; please count with me.",
)
RETURN = Line(
    "请把房卡和押金单交给我，谢谢。",
    "May I have the room cards and the deposit slip, please?",
)
RATE = Line(
    "您对房间还满意吗？请为我们的服务打分。",
    "How was your room? How would you rate our service?",
)
INVOICE = Line("请问需要开发票吗？", "Would you like an invoice?")
MEMBER = Line(
    "这是我的名片，下次可直接找我订房。办张会员卡，房价更优惠，用餐有折扣。",
    "Here is my card: next time you may book with me. Members pay less for room and meals.",
)
FAREWELL = Line(
    "谢谢您的光临，祝您一路平安，欢迎再来！", "Thank you. Have a safe trip, and come back soon!"
)
