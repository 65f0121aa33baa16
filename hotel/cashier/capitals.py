"""Amounts in Chinese capital numerals 大写, as slips and receipts write them."""

from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


def capitals(amount: Decimal) -> str:
    """`500` as 伍佰元整, `1288.05` as 壹仟贰佰捌拾捌元零伍分. Amounts are CNY, two decimals at most."""
    fen = int(abs(amount).quantize(Decimal("0.01")) * 100)
    yuan, jiao, fen = fen // 100, fen // 10 % 10, fen % 10
    sign = "负" if amount < 0 else ""
    whole = f"{_whole(yuan)}元" if yuan else ""
    if not jiao and not fen:
        return f"{sign}{whole or '零元'}整"
    parts = f"{DIGITS[jiao]}角" if jiao else ("零" if yuan else "")
    return f"{sign}{whole}{parts}{DIGITS[fen]}分" if fen else f"{sign}{whole}{parts}整"


def _whole(number: int) -> str:
    groups = []
    while number:
        number, group = divmod(number, 10000)
        groups.append(group)
    said = ""
    for position in reversed(range(len(groups))):
        group = groups[position]
        if not group:
            continue
        if said and (group < 1000 or not groups[position + 1]):
            said += "零"
        said += _group(group) + GROUPS[position]
    return said


def _group(number: int) -> str:
    said, gap = "", False
    for position in reversed(range(4)):
        digit = number // 10**position % 10
        if not digit:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + DIGITS[digit] + UNITS[position]
        gap = False
    return said
