"""Guests' preferences in the plan: a task of its own, or words in the tasks they concern."""

from collections.abc import Iterable
from dataclasses import replace

from hotel.work.planned import PlannedItem
from vip.planned import Task, Wish

CONDITION = "wish:"


def own_tasks(wishes: Iterable[Wish], planned: set[str]) -> list[Task]:
    """The wishes none of whose tasks is planned (codes): nothing a guest likes is dropped."""
    return [
        replace(
            wish.task,
            detail_zh=wish.text,
            detail_en=wish.text,
            title_zh=_titled(wish.task.title_zh, wish.text, ":", 120),
            title_en=_titled(wish.task.title_en, wish.text, ": ", 160),
        )
        for wish in wishes
        if not planned & set(wish.into)
    ]


def _titled(title: str, text: str, colon: str, most: int) -> str:
    """The tea itself in the title: a board shows little more."""
    return f"{title}{colon}{text}"[:most]


def with_words(item: PlannedItem, wishes: Iterable[Wish]) -> PlannedItem:
    """The item with what the guest likes written under its instruction."""
    said = [wish for wish in wishes if item.code in wish.into]
    if not said:
        return item
    zh = (f"{wish.task.title_zh}:{wish.text}" for wish in said)
    en = (f"{wish.task.title_en}: {wish.text}" for wish in said)
    return replace(
        item,
        detail_zh="\n".join(part for part in (item.detail_zh, *zh) if part),
        detail_en="\n".join(part for part in (item.detail_en, *en) if part),
    )
