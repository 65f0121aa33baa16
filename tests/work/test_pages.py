"""An item's panel and the addresses of its acts: three kinds of callers, and what they typed is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hotel.staff.models import User
from hotel.web import clock
from hotel.work import services
from hotel.work.models import Item, Status
from tests.cast import Cast
from tests.work.owing import POINTS, again, owe, owed, photo, planned

SCRIPT = {"X-Board": "1", "HX-Request": "true"}
PANEL = {"HX-Request": "true"}


@pytest.fixture
def browser(cast: Cast, enter: Any) -> Client:
    """The housekeeping supervisor's, in English."""
    User.objects.filter(pk=cast.hk_supervisor.pk).update(language="en")
    client: Client = enter(User.objects.get(pk=cast.hk_supervisor.pk))
    return client


def path(item: Item, act: str = "") -> str:
    return f"/work/{item.pk}/{act}/" if act else f"/work/{item.pk}/"


def test_the_boards_script_gets_the_facts(browser: Client) -> None:
    item = owed()
    answer = browser.post(path(item, "finish"), headers=SCRIPT)
    assert answer.json() == {
        "said": "Item P04: done",
        "undo": f"/work/{item.pk}/reopen/",
        "item": item.pk,
    }


def test_an_open_panel_gets_itself_and_tells_the_board(browser: Client) -> None:
    answer = browser.post(path(owed(), "finish"), headers=PANEL)
    assert ("work:acted" in answer["HX-Trigger"], "<html" in answer.content.decode()) == (
        True,
        False,
    )


def test_a_browser_without_script_goes_back_to_its_board(browser: Client) -> None:
    back = "/boards/housekeeping/?show=mine"
    answer = browser.post(path(owed(), "finish"), {"next": back})
    assert (answer.status_code, answer["Location"]) == (303, back)


def test_undo_takes_it_back(browser: Client) -> None:
    item = owed()
    undo = browser.post(path(item, "finish"), headers=SCRIPT).json()["undo"]
    browser.post(undo, headers=SCRIPT)
    assert again(item).status == Status.WAITING


def test_one_tap_on_work_that_asks_for_evidence_opens_its_panel(browser: Client) -> None:
    item = owed(evidence="photo")
    answer = browser.post(path(item, "finish"), headers=SCRIPT)
    assert (answer.status_code, answer.json()["panel"]) == (422, path(item))


def test_who_was_overtaken_is_told_by_whom(cast: Cast, browser: Client) -> None:
    item = services.finish(owed().pk, by=cast.room_attendant)
    answer = browser.post(path(item, "finish"), headers=SCRIPT)
    assert (answer.status_code, cast.room_attendant.name_en in answer.json()["refused"]) == (
        409,
        True,
    )


def test_resending_what_was_queued_offline_changes_nothing(browser: Client) -> None:
    item = owed()
    answers = [browser.post(path(item, "accept"), headers=SCRIPT).status_code for _ in range(2)]
    assert (answers, again(item).version) == ([200, 200], 1)


@pytest.mark.parametrize(
    ("kind", "spec", "given", "typed"),
    [
        ("form", {"fields": [{"key": "n", "kind": "number"}]}, {"n": "three"}, 'value="three"'),
        ("text", {}, {"text": "x" * 2001}, "x" * 2001),
        ("text", {}, {"text": "card 4111 1111 1111 1111"}, "card 4111"),
        ("checklist", POINTS, {"point_tv": "fail", "note_tv": "dark"}, 'value="dark"'),
        ("approval", {}, {"answer": "no"}, 'value="no"'),
    ],
)
def test_what_was_typed_is_kept_beside_what_is_wrong(
    browser: Client, kind: str, spec: Any, given: Any, typed: str
) -> None:
    answer = browser.post(
        path(owed(evidence=kind, evidence_spec=spec), "finish"), given, headers=PANEL
    )
    text = answer.content.decode()
    assert (answer.status_code, typed in text, "invalid-feedback" in text) == (422, True, True)


def test_script_in_a_form_is_shown_as_text(browser: Client) -> None:
    given = {"score": "9", "comment": "<script>alert(1)</script>"}
    text = browser.post(
        path(owed(evidence="rating"), "finish"), given, headers=PANEL
    ).content.decode()
    assert ("<script>alert(1)" in text, "&lt;script&gt;" in text) == (False, True)


def test_a_hold_without_a_reason_is_refused_beside_the_field(browser: Client) -> None:
    answer = browser.post(path(owed(), "hold"), {"reason": " "}, headers=PANEL)
    assert (answer.status_code, "Give a reason." in answer.content.decode()) == (422, True)


def test_a_photo_is_sent_from_the_panel(browser: Client) -> None:
    item = owed(evidence="photo")
    browser.post(path(item, "finish"), {"photo": photo(), "comment": "on the desk"}, headers=PANEL)
    assert again(item).evidence["comment"] == "on the desk"


def test_work_is_handed_over_from_the_panel(cast: Cast, browser: Client) -> None:
    item = owed()
    browser.post(path(item, "assign"), {"to": cast.room_attendant.pk}, headers=PANEL)
    assert again(item).assignee == cast.room_attendant


@pytest.mark.parametrize("to", ["abc", "999999", "-1"])
def test_a_forged_colleague_is_refused(browser: Client, to: str) -> None:
    item = owed()
    answer = browser.post(path(item, "assign"), {"to": to}, headers=PANEL)
    assert (answer.status_code, again(item).version) == (422, 0)


@pytest.mark.parametrize(
    "kind", ["text", "form", "checklist", "photo", "signature", "rating", "approval"]
)
def test_the_panel_asks_for_each_kind_of_evidence(browser: Client, kind: str) -> None:
    item = owed(evidence=kind)
    assert 'id="item-form"' in browser.get(path(item) + "?for=finish").content.decode()


def test_a_blocked_item_asks_for_nothing_yet(browser: Client) -> None:
    _first, second = owe(planned("P05"), planned("P08", requires=["P05"], evidence="photo"))
    assert 'id="item-form"' not in browser.get(path(second) + "?for=finish").content.decode()


def test_the_panel_tells_who_did_what(cast: Cast, browser: Client) -> None:
    item = services.accept(owed().pk, by=cast.room_attendant)
    text = browser.get(path(item)).content.decode()
    assert cast.room_attendant.name_en in text


def test_the_evidence_given_is_shown(browser: Client) -> None:
    item = owed(evidence="rating")
    browser.post(path(item, "finish"), {"score": "4", "comment": "quiet room"}, headers=PANEL)
    text = browser.get(path(item)).content.decode()
    assert ("4 / 5" in text, "quiet room" in text) == (True, True)


def test_an_item_that_does_not_exist_is_not_found(browser: Client) -> None:
    assert browser.post("/work/999999/finish/", headers=SCRIPT).status_code == 404


@pytest.mark.parametrize("act", ["accept", "finish", "hold", "reopen"])
def test_acts_are_posted(browser: Client, act: str) -> None:
    assert browser.get(path(owed(), act)).status_code == 405


def test_the_badge_counts_what_ones_own_department_is_late_with(browser: Client) -> None:
    owed(due_at=clock.now() - timedelta(minutes=5))
    assert '<data value="1" data-of="board">' in browser.get("/badges/").content.decode()
