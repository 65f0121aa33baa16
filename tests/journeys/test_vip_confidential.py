"""A confidential visit before those who must not know: the name is nowhere on their screens."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, WebSocket, expect

from hotel.staff.models import User
from hotel.web.routes import routes
from tests.journeys.conftest import Comes
from tests.journeys.people import Person, on_phone
from tests.journeys.receiving import (
    answers,
    confirms,
    fills_notice,
    hands_in,
    moves_in,
    opens_board,
    soon,
    task,
    typed,
    wide,
)
from tests.walk import paths
from vip.models import Visit
from vip.services import share

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Keep = Callable[[Page, str], Path]
NAME, ALIAS, ROOM = "欧阳听泉", "松先生", "906"
# The guest, and what would give the guest away.
TELLING = (NAME, "听泉", "栖云基金会", "梅秘书", "湘A7Q2W9")
# Who registers, bills and looks guests up reads the true name there, and only there.
DESK_WORK = ("/check-in/", "/check-out/", "/stays/", "/cashier/", "/guests/", "/vip/guests/")
# The file of all guests ever is no word of who is here: it names the guest, and no room.
FILE = "/guests/"
LISTS = ("/", "/rack/", "/rack/data/", "/arrivals/", "/in-house/", "/departures/", "/coming/")
BOARDS = ("/boards/front_office/", "/boards/housekeeping/", "/vip/", "/vip/board/", "/vip/wall/")
FEET = ("security_officer", "etiquette", "engineer")


def told_by(path: str, text: str) -> list[str]:
    """What a page gives away."""
    if path.startswith("/vip/gate/"):
        # The gate opens for a plate.
        return [word for word in TELLING[:-1] if word in text]
    words = (*TELLING[2:], ROOM) if path.startswith(FILE) else TELLING
    return [word for word in words if word in text]


def reader(username: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username=username))
    return client


def text_of(client: Client, path: str) -> str:
    """A page as this person may open it; "" where they may not."""
    answer = client.get(path)
    readable = answer.status_code == 200 and not answer.streaming
    return answer.content.decode(errors="replace") if readable else ""


def reads(username: str, asked: Iterable[str]) -> Iterator[str]:
    """Every page this person may open, and what it gives away."""
    client = reader(username)
    for path in asked:
        yield from (f"{username} {path} {word}" for word in told_by(path, text_of(client, path)))


def everywhere() -> Iterator[str]:
    """Each route once for each record there is to see, but the admin's."""
    for route in routes():
        if not route.of_admin:
            yield from paths(route)


def looks_up(username: str) -> Iterator[str]:
    """Who knows the name is not told the room, and who knows room or plate not the name."""
    client = reader(username)
    for question, secret in (("听泉", ROOM), (ROOM, NAME), ("A7Q2W9", NAME)):
        for path in (f"/find/?q={question}", f"/find/hints/?q={question}"):
            if secret in text_of(client, path):
                yield f"{username} {path} {secret}"


def notes_the_visit(writer: Person) -> Visit:
    page = writer.page
    told = {"organisation": "栖云基金会", "plates": "湘A7Q2W9", "public_alias": ALIAS}
    fills_notice(page, soon(60), "V2", source="B", name_zh=NAME, notifier_name="梅秘书", **told)
    page.locator("#confidential").check()
    page.locator("#screened").check()
    visit = hands_in(page)
    expect(page.locator(".page-head")).to_contain_text(NAME)
    return visit


def listens(person: Person) -> list[str]:
    """Every word the open line brings this person from now on."""
    heard: list[str] = []

    def opened(line: WebSocket) -> None:
        line.on("framereceived", lambda frame: heard.append(str(frame)))

    person.page.on("websocket", opened)
    return heard


def sees(person: Person, path: str) -> None:
    """Open a page in the browser: neither its text nor its title gives the guest away."""
    page = person.page
    page.goto(path)
    shown = page.title() + page.content()
    assert [word for word in TELLING if word in shown] == [], path


def test_a_confidential_name_is_nowhere_it_must_not_be(comes: Comes, keep_shot: Keep) -> None:
    clerk, attendant = comes("receptionist"), comes("room_attendant", on_phone)
    heard = [listens(person) for person in (clerk, attendant)]
    opens_board(clerk, "front_office")
    opens_board(attendant, "housekeeping")
    writer = comes("fo_supervisor")
    visit = notes_the_visit(writer)
    confirms(writer.page, ROOM)
    visit.refresh_from_db()

    expect(clerk.page.locator(".vhead")).to_contain_text(ALIAS)
    attendant.hears_the_bell()
    expect(attendant.page.locator(".news-toast").last).to_contain_text(ALIAS)
    keep_shot(attendant.page, "confidential-attendant")
    moves_in(visit)
    answers(writer.page, "guest-out", expected_back_at=typed(soon(90)))
    expect(task(attendant.page, "马上清扫并补齐")).to_be_visible()
    for path in (*LISTS[1:2], *LISTS[4:5], "/cashier/", f"/vip/{visit.pk}/notice/", "/inbox/"):
        sees(clerk, path)
    for path in ("/", "/inbox/", f"/stays/{visit.stay_id}/", f"/vip/{visit.pk}/"):
        sees(attendant, path)
        assert wide(attendant.page) <= 390
    keep_shot(attendant.page, "confidential-visit")
    assert all(heard)
    assert [word for lines in heard for word in TELLING if word in "".join(lines)] == []

    found = list(reads("room_attendant", everywhere()))
    found += [line for who in FEET for line in reads(who, (*LISTS, *BOARDS))]
    found += [line for line in reads("receptionist", everywhere()) if not desk_work(line)]
    found += [line for who in (*FEET, "room_attendant", "receptionist") for line in looks_up(who)]
    found += shared_outside()
    assert found == []


def desk_work(line: str) -> bool:
    return line.split()[1].startswith(DESK_WORK)


def shared_outside() -> list[str]:
    """The wall of a back office and a department's calendar, read by nobody in particular."""
    by, told = User.objects.get(username="general_manager"), []
    for kind, address in (("wall", "/vip/wall/{}/"), ("calendar", "/vip/calendar/{}.ics")):
        asked = {"kind": kind, "department": "housekeeping", "place": "楼层", "language": "zh-hans"}
        _address, secret = share(**asked, by=by)
        text = Client().get(address.format(secret)).content.decode()
        assert "V2" in text
        told += [f"{kind} {word}" for word in (*TELLING, ROOM) if word in text]
    return told
