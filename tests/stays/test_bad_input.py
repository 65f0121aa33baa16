"""Bad input, form by form, in both languages: what was typed stays, what is wrong is said beside its
field in the reader's words, and nothing changes: no journal entry, no row of any table."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from hotel.journal.models import Entry
from hotel.stays import services
from hotel.stays.models import Reservation, Stay
from tests.stays.makers import Desk, night

LANGUAGES = ("zh-hans", "en")
LONG = "名" * 5000
SCRIPT = "<script>alert(1)</script>"
TURNED = "\u202eعبد\u202c"
NUL = "a\x00b"
CARD = "4111 1111 1111 1111"
HUGE = "9" * 40
BEYOND_BIGINT = str(2**63)

# What a refused act must leave as it was.
WATCHED = (
    "stays_reservation", "stays_stay", "stays_stayguest", "stays_roomassignment", "stays_soldnight",
    "stays_typenight", "guests_guest", "guests_identitydocument", "rooms_room", "rooms_roomblock",
    "journal_entry", "journal_dispatch", "cashier_folio", "cashier_line",
)  # fmt: skip


def house_print() -> dict[str, str]:
    """A hash of each table's rows."""
    told = {}
    with connection.cursor() as cursor:
        for table in WATCHED:
            cursor.execute(
                f"SELECT count(*) || ':' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
                f" FROM {table} t"
            )
            told[table] = cursor.fetchone()[0]
    return told


@dataclass
class Scene:
    """The small house with stays to spoil, and a supervisor at the desk."""

    desk: Desk
    client: Client
    coming: Stay
    here: Stay
    other: Stay
    left: Stay
    missed: Stay
    facts: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(params=LANGUAGES)
def scene(desk: Desk, client: Client, request: pytest.FixtureRequest) -> Scene:
    clerk = desk.cast.fo_supervisor
    clerk.language = request.param
    clerk.save()
    client.force_login(clerk)
    left = services.check_out(desk.in_house("803", nights=2).pk, by=desk.by)
    missed = services.mark_no_show(desk.stay("804", nights=2).pk, by=clerk)
    here = desk.in_house("801", nights=2)
    services.add_person(here.pk, desk.guest().pk, by=desk.by)
    here.refresh_from_db()
    return Scene(
        desk,
        client,
        coming=desk.unassigned("king", nights=2, contact_name="接机"),
        here=here,
        other=desk.stay("802", arrival=night(2)),
        left=left,
        missed=missed,
    )


Fill = Callable[[Scene], dict[str, Any]]


def booking(scene: Scene) -> dict[str, Any]:
    return {
        "token": uuid4(),
        "kind": "overnight",
        "guest": "",
        "name_zh": "张小明",
        "surname_latin": "",
        "given_latin": "",
        "sex": "",
        "phone": "13807310001",
        "arrival": night(1).isoformat(),
        "departure": night(3).isoformat(),
        "starts": "",
        "ends": "",
        "eta": "",
        "room": "",
        "room_type": scene.desk.house.twin.pk,
        "adults": 2,
        "children": 0,
        "rate": "",
        "plates": "",
        "source": "phone",
        "guarantee": "none",
        "contact_name": "",
        "contact_phone": "",
        "requests": "远离电梯",
    }


def group(scene: Scene) -> dict[str, Any]:
    return {**booking(scene), "group_name": "湘江合唱团", f"rooms_{scene.desk.house.king.pk}": 1}


def changing(scene: Scene) -> dict[str, Any]:
    stay = scene.coming
    return {
        "version": stay.version,
        "arrival": stay.arrival.isoformat(),
        "departure": stay.departure.isoformat(),
        "room_type": stay.room_type_id,
        "adults": 1,
        "children": 0,
        "rate": "368.00",
        "plates": "",
    }


def contact(scene: Scene) -> dict[str, Any]:
    return {
        "version": scene.coming.reservation.version,
        "contact_name": "接机",
        "contact_phone": "",
        "guarantee": "none",
        "requests": "",
    }


def extending(scene: Scene) -> dict[str, Any]:
    return {"version": scene.here.version, "departure": night(3).isoformat(), "reason": "改签航班"}


def moving(scene: Scene) -> dict[str, Any]:
    room = scene.desk.house.rooms["802"].pk
    return {"version": scene.here.version, "room": room, "reason": "空调噪音", "rate": ""}


def person(scene: Scene) -> dict[str, Any]:
    facts = ("guest", "name_zh", "surname_latin", "given_latin", "sex", "phone")
    return {"version": scene.coming.version, **dict.fromkeys(facts, ""), "phone": "13807310002"}


def reasoned(name: str) -> Fill:
    return lambda scene: {"version": getattr(scene, name).version, "reason": "客人来电"}


def returning(scene: Scene) -> dict[str, Any]:
    return {"version": scene.left.version, "departure": night(1).isoformat(), "reason": "误操作"}


def bedding(scene: Scene) -> dict[str, Any]:
    return {"version": scene.here.version, "beds": 1, "reason": ""}


FORMS: dict[str, tuple[Callable[[Scene], str], Fill]] = {
    "new": (lambda s: reverse("stays:new"), booking),
    "group": (lambda s: reverse("stays:new-group"), group),
    "change": (lambda s: reverse("stays:change", args=[s.coming.pk]), changing),
    "contact": (
        lambda s: reverse("stays:change-reservation", args=[s.coming.reservation_id]), contact,
    ),
    "eta": (
        lambda s: reverse("stays:eta", args=[s.coming.pk]),
        lambda s: {"version": s.coming.version, "eta": "18:30"},
    ),
    "cancel": (lambda s: reverse("stays:cancel", args=[s.coming.pk]), reasoned("coming")),
    "extend": (lambda s: reverse("stays:extend", args=[s.here.pk]), extending),
    "move": (lambda s: reverse("stays:move", args=[s.here.pk]), moving),
    "person": (lambda s: reverse("stays:add-person", args=[s.coming.pk]), person),
    "beds": (lambda s: reverse("stays:beds", args=[s.here.pk]), bedding),
    "take-back": (lambda s: reverse("stays:take-back", args=[s.left.pk]), returning),
    "reinstate": (lambda s: reverse("stays:reinstate", args=[s.missed.pk]), reasoned("missed")),
}  # fmt: skip

# (form, what is typed wrong, the field it is said beside; "" for the form as a whole)
Bad = tuple[str, dict[str, Any], str]
TABLE: list[Bad] = [
    # impossible dates, past arrivals, no nights, other eras
    ("new", {"arrival": "2027-02-30"}, "arrival"),
    ("new", {"arrival": "soon"}, "arrival"),
    ("new", {"arrival": NUL}, "arrival"),
    ("new", {"arrival": "2020-01-01"}, "arrival"),
    ("new", {"arrival": "9999-12-30", "departure": "9999-12-31"}, "arrival"),
    ("new", {"departure": "{today}", "arrival": "{today}"}, "departure"),
    ("new", {"departure": "{yesterday}"}, "departure"),
    ("new", {"departure": ""}, "departure"),
    ("new", {"departure": "{in_two_years}"}, "departure"),
    ("new", {"eta": "25:99"}, "eta"),
    ("new", {"kind": "day_use", "starts": "14:00", "ends": "12:00", "arrival": "{today}"}, "ends"),
    ("new", {"kind": "day_use", "starts": "", "ends": "12:00"}, "starts"),
    ("new", {"kind": "royal"}, "kind"),
    # parties and rooms
    ("new", {"adults": 31}, "adults"),
    ("new", {"adults": 0}, "adults"),
    ("new", {"adults": -1}, "adults"),
    ("new", {"adults": HUGE}, "adults"),
    ("new", {"adults": "two"}, "adults"),
    ("new", {"children": 99}, "children"),
    ("new", {"room": "801"}, "room"),
    ("new", {"room": "9999"}, "room"),
    ("new", {"room": NUL}, "room"),
    ("new", {"room": LONG}, "room"),
    ("new", {"room_type": 999999}, "room_type"),
    ("new", {"room_type": HUGE}, "room_type"),
    ("new", {"room_type": SCRIPT}, "room_type"),
    ("new", {"room_type": NUL}, "room_type"),
    ("new", {"room_type": ""}, "room_type"),
    # money
    ("new", {"rate": "-5"}, "rate"),
    ("new", {"rate": "1e9"}, "rate"),
    ("new", {"rate": "NaN"}, "rate"),
    ("new", {"rate": "Infinity"}, "rate"),
    ("new", {"rate": "12.345"}, "rate"),
    # names, numbers and texts
    ("new", {"name_zh": LONG}, "name_zh"),
    ("new", {"name_zh": "😀😀"}, "name_zh"),
    ("new", {"name_zh": SCRIPT}, "name_zh"),
    ("new", {"name_zh": TURNED}, "name_zh"),
    ("new", {"name_zh": NUL}, "name_zh"),
    ("new", {"name_zh": ""}, "name_zh"),
    ("new", {"name_zh": "", "surname_latin": "😀"}, "surname_latin"),
    ("new", {"sex": "X"}, "sex"),
    ("new", {"phone": "12345"}, "phone"),
    ("new", {"phone": NUL}, "phone"),
    ("new", {"contact_phone": "nobody"}, "contact_phone"),
    ("new", {"contact_name": TURNED}, "contact_name"),
    ("new", {"contact_name": LONG}, "contact_name"),
    ("new", {"requests": CARD}, "requests"),
    ("new", {"requests": NUL}, "requests"),
    ("new", {"requests": TURNED}, "requests"),
    ("new", {"requests": LONG}, "requests"),
    ("new", {"plates": "?!"}, "plates"),
    ("new", {"plates": LONG}, "plates"),
    ("new", {"source": "carrier pigeon"}, "source"),
    ("new", {"guarantee": "honour"}, "guarantee"),
    ("new", {"guest": BEYOND_BIGINT}, "guest"),
    ("new", {"guest": 987654}, "guest"),
    ("new", {"token": "not-a-token"}, ""),
    ("group", {"group_name": LONG}, "group_name"),
    ("group", {"group_name": TURNED}, "group_name"),
    ("group", {"group_name": ""}, "group_name"),
    ("group", {"arrival": "2020-01-01"}, "arrival"),
    ("group", {"departure": "{yesterday}"}, "departure"),
    ("group", {"adults": 31}, "adults"),
    ("group", {"rooms_KING": 0}, ""),
    ("group", {"rooms_KING": 99}, ""),
    ("group", {"rooms_KING": -3}, "rooms_KING"),
    ("group", {"name_zh": ""}, "name_zh"),
    ("group", {"requests": CARD}, "requests"),
    # changes
    ("change", {"arrival": "2020-01-01"}, "arrival"),
    ("change", {"departure": "{today}"}, "departure"),
    ("change", {"departure": "{yesterday}"}, "departure"),
    ("change", {"departure": "tomorrow"}, "departure"),
    ("change", {"adults": 31}, "adults"),
    ("change", {"room_type": 999999}, "room_type"),
    ("change", {"room_type": ""}, "room_type"),
    ("change", {"rate": "-1"}, "rate"),
    ("change", {"rate": ""}, "rate"),
    ("change", {"plates": "?!"}, "plates"),
    ("change", {"version": ""}, ""),
    ("change", {"version": SCRIPT}, ""),
    ("contact", {"contact_name": TURNED}, "contact_name"),
    ("contact", {"contact_phone": "12"}, "contact_phone"),
    ("contact", {"guarantee": "honour"}, "guarantee"),
    ("contact", {"requests": CARD}, "requests"),
    ("contact", {"requests": LONG}, "requests"),
    ("eta", {"eta": "99:99"}, "eta"),
    ("cancel", {"reason": "  "}, "reason"),
    ("cancel", {"reason": LONG}, "reason"),
    ("cancel", {"reason": NUL}, "reason"),
    ("cancel", {"reason": TURNED}, "reason"),
    ("cancel", {"reason": CARD}, "reason"),
    # living here
    ("extend", {"departure": "2027-02-30"}, "departure"),
    ("extend", {"departure": "{yesterday}"}, "departure"),
    ("extend", {"departure": "{here_until}"}, "departure"),
    ("extend", {"departure": ""}, "departure"),
    ("extend", {"departure": "9999-01-01"}, "departure"),
    ("extend", {"departure": "{in_two_years}"}, "departure"),
    ("extend", {"departure": "{tomorrow}", "reason": " "}, "reason"),
    ("extend", {"reason": CARD}, "reason"),
    ("move", {"room": ""}, "room"),
    ("move", {"room": 987654}, "room"),
    ("move", {"room": BEYOND_BIGINT}, "room"),
    ("move", {"room": "next door"}, "room"),
    ("move", {"reason": ""}, "reason"),
    ("move", {"reason": LONG}, "reason"),
    ("move", {"rate": "-1"}, "rate"),
    ("move", {"rate": "1e9"}, "rate"),
    ("person", {"name_zh": LONG}, "name_zh"),
    ("person", {"name_zh": SCRIPT}, "name_zh"),
    ("person", {"name_zh": "😀"}, "name_zh"),
    ("person", {"name_zh": ""}, "name_zh"),
    ("person", {"name_zh": "王小", "phone": "12"}, "phone"),
    ("person", {"guest": 987654}, "guest"),
    ("person", {"guest": BEYOND_BIGINT}, "guest"),
    ("person", {"guest": "{main_guest}"}, "guest"),
    ("beds", {"beds": 31}, "beds"),
    ("beds", {"beds": -1}, "beds"),
    ("take-back", {"reason": ""}, "reason"),
    ("take-back", {"departure": "2020-01-01"}, "departure"),
    ("take-back", {"departure": "{today}"}, "departure"),
    ("reinstate", {"reason": ""}, "reason"),
    ("reinstate", {"reason": TURNED}, "reason"),
]


def filled(scene: Scene, bad: dict[str, Any]) -> dict[str, Any]:
    """The words of the table made into what stands on the page."""
    said = {
        "{today}": night().isoformat(),
        "{yesterday}": night(-1).isoformat(),
        "{tomorrow}": night(1).isoformat(),
        "{in_two_years}": night(800).isoformat(),
        "{here_until}": scene.here.departure.isoformat(),
        "{main_guest}": scene.coming.guest_id,
    }
    king = f"rooms_{scene.desk.house.king.pk}"
    return {
        name.replace("rooms_KING", king): said.get(value, value)
        if isinstance(value, str)
        else value
        for name, value in bad.items()
    }


def send(scene: Scene, form: str, bad: dict[str, Any]) -> Any:
    path, fill = FORMS[form]
    return scene.client.post(path(scene), {**fill(scene), **filled(scene, bad)})


def beside(html: str, name: str) -> list[str]:
    """What is said beside a field; of the form as a whole for no name."""
    if name:
        return re.findall(rf'id="id_{name}_error"[^>]*>([^<]+)<', html)
    return re.findall(
        r'class="msg is-(?:bad|warn)" role="alert"><b>.</b>(?:<div>)?<span>([^<]+)<', html
    )


@pytest.mark.parametrize(
    ("form", "bad", "where"), TABLE, ids=[f"{f}-{w}-{n}" for n, (f, _b, w) in enumerate(TABLE)]
)
def test_bad_input_is_refused_beside_its_field(
    scene: Scene, form: str, bad: dict[str, Any], where: str
) -> None:
    before = house_print()

    response = send(scene, form, bad)

    html = response.content.decode()
    name = where.replace("rooms_KING", f"rooms_{scene.desk.house.king.pk}")
    told = beside(html, name) or (beside(html, "") if name in ("", "guest") else [])
    assert response.status_code == 422, response.status_code
    assert told, f"nothing is said beside {where}"
    assert spoken_in(scene, told[0]), told
    assert house_print() == before
    assert SCRIPT not in html
    assert_kept(html, {**FORMS[form][1](scene), **filled(scene, bad)})


def spoken_in(scene: Scene, sentence: str) -> bool:
    """A Chinese reader is told in Chinese, an English one not."""
    chinese = bool(re.search(r"[\u4e00-\u9fff]", sentence))
    return chinese or scene.desk.cast.fo_supervisor.language == "en"


def assert_kept(html: str, typed: dict[str, Any]) -> None:
    """What a person typed in words is on the page again, harmless."""
    for name in ("requests", "reason", "group_name", "contact_name"):
        text = str(typed.get(name, "")).strip()
        if not text or "<" in text or "\x00" in text:
            continue
        assert text[:200] in html, f"{name} is lost"


FORGED = [
    "stay", "change", "eta", "cancel", "rooms", "move", "extend", "effect", "add-person", "beds",
    "baggage", "reinstate", "take-back",
]  # fmt: skip


@pytest.mark.parametrize("route", FORGED)
@pytest.mark.parametrize("number", [987654, 2**63, 10**30])
@pytest.mark.parametrize("scene", ["en"], indirect=True)
def test_a_forged_stay_is_not_there(scene: Scene, route: str, number: int) -> None:
    assert scene.client.get(f"/stays/{number}/{address_of(route)}").status_code == 404


def address_of(route: str) -> str:
    return reverse(f"stays:{route}", args=[1]).removeprefix("/stays/1/")


POSTS = ["guest-out", "guest-back", "dnd-on", "dnd-off", "make-up-on", "make-up-off", "no-show"]


@pytest.mark.parametrize("route", POSTS)
def test_an_act_on_the_wrong_stay_says_why_and_changes_nothing(scene: Scene, route: str) -> None:
    before = house_print()
    path = reverse(f"stays:{route}", args=[scene.left.pk])

    html = scene.client.post(path, follow=True).content.decode()

    assert spoken_in(scene, " ".join(re.findall(r"data-toast><span>([^<]+)<", html)))
    assert "data-toast" in html
    assert house_print() == before


def test_a_person_of_another_stay_cannot_be_taken_out(scene: Scene) -> None:
    companion = scene.here.party.get(main=False)
    path = reverse("stays:remove-person", args=[scene.coming.pk, companion.guest_id])
    assert scene.client.post(path, {"version": 0, "reason": "x"}).status_code == 404


def test_the_main_guest_cannot_be_taken_out(scene: Scene) -> None:
    path = reverse("stays:remove-person", args=[scene.here.pk, scene.here.guest_id])
    assert scene.client.post(path, {"version": 0, "reason": "x"}).status_code == 404


STRANGERS = ["room_attendant", "security_officer", "engineer"]


@pytest.mark.parametrize("role", STRANGERS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scene", ["en"], indirect=True)
def test_another_department_changes_no_stay(scene: Scene, role: str, form: str) -> None:
    scene.client.force_login(getattr(scene.desk.cast, role))
    before = house_print()
    assert send(scene, form, {}).status_code == 403
    assert house_print() == before


LINKS = [
    "/stays/new/?room=%00", "/stays/new/?room=" + HUGE, "/stays/new/?guest=" + HUGE,
    "/stays/new/?arrival=%00&departure=x", "/stays/new/left/?arrival=9999-12-31&departure=%00",
    "/stays/new/left/?room_type=%00", "/stays/new/guests/?guest_q=%00",
    "/stays/new/guests/?guest_q=" + "%F0%9F%98%80" * 50, "/stays/new/known/?guest=" + HUGE,
    "/find/?q=%00", "/find/?q=%E2%80%AE", "/coming/?q=%00&days=x&show=y", "/in-house/?show=%00",
    "/coming/?q=%25%5C_", "/coming/?q=" + "x" * 3000,
]  # fmt: skip


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("scene", ["en"], indirect=True)
def test_nonsense_in_a_link_breaks_no_page(scene: Scene, link: str) -> None:
    assert scene.client.get(link).status_code == 200


@pytest.mark.parametrize(
    "query", ["departure=%00", "departure=9999-12-31", "rate=NaN", "room_type=" + HUGE]
)
@pytest.mark.parametrize("scene", ["en"], indirect=True)
def test_nonsense_while_typing_breaks_no_preview(scene: Scene, query: str) -> None:
    path = reverse("stays:effect", args=[scene.here.pk])
    assert scene.client.get(f"{path}?{query}").status_code == 200


def spoil(scene: Scene, form: str) -> None:
    """Somebody else is faster."""
    if form == "contact":
        reservation_id = scene.coming.reservation_id
        services.change_reservation(reservation_id, by=scene.desk.by, contact_name="别人")
        return
    stay = scene.here if form in ("extend", "move", "beds") else scene.coming
    services.change_stay(stay.pk, by=scene.desk.by, plates=["湘A12345"])


@pytest.mark.parametrize("form", ["change", "contact", "eta", "cancel", "extend", "move", "beds"])
def test_a_stale_form_shows_both_and_the_second_save_goes_through(scene: Scene, form: str) -> None:
    path, fill = FORMS[form]
    typed = fill(scene)
    spoil(scene, form)
    before = house_print()

    first = scene.client.post(path(scene), typed)

    html = first.content.decode()
    assert first.status_code == 409
    assert house_print() == before
    assert "is-warn" in html
    assert '<dl class="facts">' in html
    assert_kept(html, typed)
    seen = re.search(r'name="version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="version"', html)
    assert seen
    again = {**typed, "version": next(filter(None, seen.groups()))}
    if form == "change":
        again["adults"] = 2
    assert scene.client.post(path(scene), again).status_code == 303
    assert house_print() != before


ONCE = ["new", "group", "person", "extend", "cancel", "move"]


@pytest.mark.parametrize("form", ONCE)
@pytest.mark.parametrize("scene", ["en"], indirect=True)
def test_a_double_click_is_one_act(scene: Scene, form: str) -> None:
    path, fill = FORMS[form]
    typed = fill(scene)
    if form == "person":
        typed["name_zh"] = "王小明"
    assert scene.client.post(path(scene), typed).status_code == 303
    after = house_print()
    acts = Entry.objects.count()

    scene.client.post(path(scene), typed)

    assert Entry.objects.count() == acts
    assert house_print() == after


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scene", ["en"], indirect=True)
def test_a_session_that_has_ended_is_asked_for_and_nothing_is_done(scene: Scene, form: str) -> None:
    before = house_print()
    scene.client.logout()
    path, fill = FORMS[form]
    answer = scene.client.post(
        path(scene), fill(scene), headers={"referer": f"http://testserver{path(scene)}"}
    )
    assert answer.status_code == 303
    assert "expired=1" in answer["Location"]
    assert reverse("staff:sign-in") in answer["Location"]
    assert house_print() == before


def test_right_to_left_and_emoji_are_kept_where_they_are_allowed(scene: Scene) -> None:
    """Arabic wishes and an emoji are what a guest may write; only hidden turners are refused."""
    wish = "غرفة هادئة 🌙 <b>"
    assert send(scene, "new", {"requests": wish}).status_code == 303
    made = Reservation.objects.latest("pk")
    assert made.requests == wish
    html = scene.client.get(reverse("stays:reservation", args=[made.pk])).content.decode()
    assert "غرفة هادئة 🌙 &lt;b&gt;" in html
