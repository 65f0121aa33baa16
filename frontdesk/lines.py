"""What is said at each step of a check-in, in Chinese and in English (handbook A1.2–A1.16)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """A spoken line: `zh` and `en`, filled in for the guest."""

    zh: str
    en: str


# {zh} and {en} address the guest; the others are facts of the stay and the house.
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
