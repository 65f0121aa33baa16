"""Registration in the room, with the guest's signature (handbook A7.190, A7.210)."""

import base64
import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from frontdesk.models import CheckIn
from hotel.journal.models import Entry
from hotel.stays.models import Stay
from tests.frontdesk.arriving import arrive
from tests.vip.conftest import Deliver, Desk, items
from tests.vip.test_gate import expected_today
from vip import services

pytestmark = pytest.mark.django_db


def drawn() -> str:
    out = BytesIO()
    Image.new("L", (20, 10), 0).save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def test_nothing_is_signed_before_the_guest_has_drawn(
    desk: Desk, enter: Any, deliver: Deliver
) -> None:
    visit = expected_today(desk, party_size=1)
    clerk = desk.cast.receptionist
    services.let_in(visit.pk, reason="客人已到", by=desk.cast.assistant_manager)
    stay = Stay.objects.get(pk=int(visit.stay_id or 0))
    arrive(clerk, stay, place="room", signed=False)
    assert CheckIn.objects.get(stay=stay).signed_at is None
    client: Client = enter(clerk)
    client.post(
        reverse("vip:registration", args=[visit.pk]), {"name": "沈砚秋", "drawing": drawn()}
    )
    deliver()
    assert CheckIn.objects.get(stay=stay).signed_at == items(visit)["A07"].done_at
    assert Entry.objects.filter(verb="checkin.signed").count() == 1


def test_the_guest_signs_in_the_room_and_the_task_is_done(desk: Desk, enter: Any) -> None:
    visit = expected_today(desk, party_size=1)
    client: Client = enter(desk.cast.receptionist)
    here = reverse("vip:registration", args=[visit.pk])
    check_in = reverse("frontdesk:check-in", args=[visit.stay_id]) + f"?place=room&amp;next={here}"
    assert check_in in client.get(here).content.decode()
    assert re.search(r'value="room"[^>]* selected', client.get(check_in).content.decode())
    assert 'id="id_signed"' not in client.get(check_in).content.decode()
    signed = {"name": "沈砚秋", "drawing": drawn()}
    assert client.post(here, signed).status_code == 422
    services.let_in(visit.pk, reason="客人已到", by=desk.cast.assistant_manager)
    arrive(desk.cast.receptionist, Stay.objects.get(pk=int(visit.stay_id or 0)), place="room")
    assert client.post(here, {"name": "沈砚秋"}).status_code == 422
    assert client.post(here, signed).status_code == 303
    done = items(visit)["A07"]
    assert (done.status, done.evidence["name"]) == ("done", "沈砚秋")
