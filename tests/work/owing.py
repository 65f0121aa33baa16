"""Making owed work in tests, through the plan's own door."""

from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hotel.web import clock
from hotel.work import services
from hotel.work.models import Item
from hotel.work.planned import PlannedItem

SUBJECT = "tests.visit"
_numbers = count(1)


def planned(key: str = "P04", **fields: Any) -> PlannedItem:
    """An item of housekeeping's, due in two hours, unless said otherwise."""
    values: dict[str, Any] = {
        "key": key,
        "code": key.partition("@")[0],
        "department_code": "housekeeping",
        "title_zh": f"事项{key}",
        "title_en": f"Item {key}",
        "due_at": clock.now() + timedelta(hours=2),
        "phase": "pre_arrival",
        **fields,
    }
    return PlannedItem(**values)


def owe(*items: PlannedItem, subject: int | None = None) -> list[Item]:
    """Have these items owed, for one subject, in the order given."""
    number = subject or next(_numbers)
    services.align(SUBJECT, number, items, by=None)
    return [Item.objects.get(subject_type=SUBJECT, subject_id=number, key=i.key) for i in items]


def owed(key: str = "P04", **fields: Any) -> Item:
    return owe(planned(key, **fields))[0]


def late(minutes: int = 30, **fields: Any) -> Item:
    return owed(due_at=clock.now() - timedelta(minutes=minutes), **fields)


def again(item: Item) -> Item:
    """The same item, read anew."""
    return Item.objects.get(pk=item.pk)


def photo(size: tuple[int, int] = (40, 30), kind: str = "JPEG", **extra: Any) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"photo.{kind.lower()}", picture(size, kind, **extra))


def picture(size: tuple[int, int] = (40, 30), kind: str = "JPEG", **extra: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **extra)
    return out.getvalue()


POINTS: Mapping[str, Any] = {
    "points": [
        {"key": "hygiene", "label_zh": "卫生状况", "label_en": "Hygiene", "points_zh": ["无异味"]},
        {"key": "tv", "label_zh": "电视频道", "label_en": "TV channels"},
    ]
}
