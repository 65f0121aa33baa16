"""Evidence the demo's people give for their work: forms filled in, photos taken, signatures drawn."""

import base64
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from hotel.seed.crew import Crew
from hotel.staff.models import User
from hotel.web import clock
from hotel.work import evidence, services
from hotel.work import selectors as work

# Who does a department's work in the demo when the task names no role of its own.
LEADS = {
    "front_office": "fo_supervisor",
    "cashier": "cashier",
    "housekeeping": "hk_supervisor",
    "food_beverage": "fnb_supervisor",
    "sales": "sales_manager",
    "security": "security_officer",
    "etiquette": "greeter_lead",
    "recreation": "recreation_supervisor",
    "engineering": "engineer",
    "management": "gm_office",
}


def doer(item: Any, crew: Crew) -> User:
    """Who finishes an item in the demo: a holder of its role in its department."""
    code = item.owner_role.code if item.owner_role else ""
    try:
        person = crew.role(code)
    except StopIteration:
        return crew.role(LEADS[item.department.code])
    same = person.department_id == item.department_id
    return person if same else crew.role(LEADS[item.department.code])


def finish(item: Any, crew: Crew) -> None:
    """Finish one item as its people would, with the evidence it asks for."""
    data, files = given(item)
    services.finish(item.pk, by=doer(item, crew), evidence=data, files=files)


def finish_keys(visit_id: int, keys: Mapping[str, None] | set[str], crew: Crew) -> None:
    """Finish these items of a visit in the order their requirements allow."""
    waiting = [item for item in work.items_of("vip.visit", visit_id) if item.key in keys]
    while waiting:
        blocked = work.waits_for(waiting)
        ready = [item for item in waiting if item.pk not in blocked]
        if not ready:
            return
        for item in ready:
            if item.is_open:
                finish(item, crew)
        waiting = [item for item in waiting if item not in ready]


def given(item: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Data and files for the item's evidence form."""
    form = evidence.form_for(item)
    data: dict[str, Any] = {}
    files: dict[str, Any] = {}
    for name, field in form.fields.items():
        if isinstance(field, forms.FileField):
            files[name] = SimpleUploadedFile("photo.jpg", _photo(), "image/jpeg")
        elif not name.startswith("note_"):
            data[name] = _answer(name, field)
    if item.code == "X01":
        # Twelve hours ahead of the departure, which stays as it was said.
        leaves = clock.local(item.original_due_at + timedelta(hours=12))
        data["departure_at"] = f"{leaves:%Y-%m-%dT%H:%M}"
    return data, files


def _answer(name: str, field: forms.Field) -> Any:
    if name == "drawing":
        return _signature()
    if isinstance(field, forms.ChoiceField):
        choices: list[tuple[Any, Any]] = list(field.choices)  # type: ignore[arg-type]
        values = [str(value) for value, _label in choices if value != ""]
        return "5" if "5" in values else values[0]
    for kind, answer in _ANSWERS:
        if isinstance(field, kind):
            return answer() if callable(answer) else answer
    return "陈主任" if name == "name" else "已与联系人核实,无变化。"


_ANSWERS: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.DateTimeField, lambda: f"{clock.local(clock.now()):%Y-%m-%dT%H:%M}"),
    (forms.DateField, lambda: clock.today().isoformat()),
    (forms.TimeField, "10:00"),
    (forms.IntegerField, 1),
    (forms.DecimalField, 1),
    (forms.BooleanField, True),
)


def _photo() -> bytes:
    picture = Image.new("RGB", (640, 480), (232, 226, 212))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((200, 180, 440, 380), fill=(196, 152, 92))
    for x, colour in ((250, (176, 62, 48)), (310, (220, 160, 50)), (370, (110, 140, 60))):
        draw.ellipse((x - 40, 170, x + 40, 250), fill=colour)
    file = BytesIO()
    picture.save(file, "JPEG", quality=80)
    return file.getvalue()


def _signature() -> str:
    picture = Image.new("RGBA", (300, 120), (255, 255, 255, 0))
    draw = ImageDraw.Draw(picture)
    draw.line(
        [(20, 80), (70, 30), (110, 90), (160, 40), (210, 85), (280, 50)], fill="black", width=3
    )
    file = BytesIO()
    picture.save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
