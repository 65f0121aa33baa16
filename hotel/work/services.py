"""Everything people do to items of work, and the plan's own door.

(Signatures first; the bodies follow.)
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hotel.staff.models import User
from hotel.work.models import Item
from hotel.work.planned import Alignment, PlannedItem


def align(
    subject_type: str,
    subject_id: int,
    planned: Iterable[PlannedItem],
    *,
    by: User | None,
    at: datetime | None = None,
) -> Alignment:
    raise NotImplementedError


def accept(item_id: int, *, by: User) -> Item:
    raise NotImplementedError


def start(item_id: int, *, by: User) -> Item:
    raise NotImplementedError


def finish(
    item_id: int,
    *,
    by: User,
    evidence: Mapping[str, Any] | None = None,
    files: Mapping[str, Any] | None = None,
    seen_version: int | None = None,
) -> Item:
    raise NotImplementedError


def not_applicable(item_id: int, *, reason: str, by: User) -> Item:
    raise NotImplementedError


def fail(item_id: int, *, reason: str, by: User) -> Item:
    raise NotImplementedError


def hold(item_id: int, *, reason: str, by: User) -> Item:
    raise NotImplementedError


def release(item_id: int, *, by: User) -> Item:
    raise NotImplementedError


def reopen(item_id: int, *, reason: str = "", by: User) -> Item:
    raise NotImplementedError


def assign(item_id: int, *, to: int | None, by: User) -> Item:
    raise NotImplementedError


def hold_room(room_id: int, *, by: User | None) -> list[Item]:
    raise NotImplementedError


def release_room(room_id: int, *, by: User | None) -> list[Item]:
    raise NotImplementedError
