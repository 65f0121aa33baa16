"""What the clerk says, in both languages at once: the guest's may not be the clerk's (handbook A1.18–A1.25)."""

from typing import NamedTuple


class Spoken(NamedTuple):
    zh: str
    en: str


ASK = Spoken(
    "请问您现在退房吗？随身物品都带齐了吗？",
    "Are you checking out now? Do you have all your belongings with you?",
)
INSPECT = Spoken(
    "请稍候，我们正在查房，看看您有没有遗留物品。",
    "One moment, please: we are looking whether anything was left in the room.",
)
BILL = Spoken(
    "这是您的账单，请您核对，无误请签字。",
    "This is your bill. Please look it over, and sign if it is right.",
)
SETTLE = Spoken(
    "收您的款、找您的零，请当面点清。",
    "I count what I receive and what I give back; please count with me.",
)
RETURN = Spoken(
    "请把房卡和押金单交给我，谢谢。",
    "May I have the room cards and the deposit slip, please?",
)
RATE = Spoken(
    "您对房间还满意吗？请为我们的服务打分。",
    "How was your room? How would you rate our service?",
)
INVOICE = Spoken("请问需要开发票吗？", "Would you like an invoice?")
MEMBER = Spoken(
    "这是我的名片，下次可直接找我订房。办张会员卡，房价更优惠，用餐有折扣。",
    "Here is my card: next time you may book with me. Members pay less for room and meals.",
)
FAREWELL = Spoken(
    "谢谢您的光临，祝您一路平安，欢迎再来！", "Thank you. Have a safe trip, and come back soon!"
)
