"""Each kind of evidence: what does, what does not, and what is kept (handbook C4, C5)."""

import base64
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from hotel.journal.models import Entry
from hotel.work import evidence, pictures, services
from hotel.work.evidence import NotShown
from hotel.work.models import Item, Status
from tests.cast import Cast
from tests.work.owing import POINTS, again, owed, photo

CARD = "4111 1111 1111 1111"
BAD = [
    ("text", {}, {}, "text"),
    ("text", {}, {"text": "   "}, "text"),
    ("text", {}, {"text": "x" * 2001}, "text"),
    ("text", {}, {"text": f"card {CARD}"}, "text"),
    ("form", {}, {}, "note"),
    ("form", {"fields": [{"key": "n", "kind": "number"}]}, {"n": "three"}, "n"),
    ("form", {"fields": [{"key": "at", "kind": "datetime"}]}, {"at": "25:99"}, "at"),
    ("form", {"fields": [{"key": "r", "kind": "rating"}]}, {"r": "6"}, "r"),
    ("form", {"fields": [{"key": "y", "kind": "yes_no"}]}, {"y": "perhaps"}, "y"),
    ("rating", {}, {"score": "0"}, "score"),
    ("rating", {}, {}, "score"),
    ("approval", {}, {}, "answer"),
    ("approval", {}, {"answer": "no"}, "comment"),
    ("checklist", POINTS, {"point_hygiene": "ok"}, "point_tv"),
    ("checklist", POINTS, {"point_hygiene": "ok", "point_tv": "fail"}, "note_tv"),
    ("checklist", POINTS, {"points": "ok"}, "point_hygiene"),
    ("photo", {}, {}, "photo"),
    ("signature", {}, {"name": "Shen"}, "drawing"),
    ("signature", {}, {"drawing": "data:image/png;base64,AAAA"}, "name"),
    ("signature", {}, {"name": "Shen", "drawing": "data:image/svg+xml;base64,AAAA"}, "drawing"),
    ("signature", {}, {"name": "Shen", "drawing": "data:image/png;base64,AAAA"}, "drawing"),
]
GOOD = [
    ("tick", {}, {}, {}),
    ("acknowledgement", {}, {}, {}),
    ("text", {}, {"text": "沈先生很满意 🌼"}, {"text": "沈先生很满意 🌼"}),
    ("form", {}, {"note": "two persons"}, {"note": "two persons"}),
    ("form", {"fields": [{"key": "n", "kind": "number"}]}, {"n": "3"}, {"n": 3}),
    ("form", {"fields": [{"key": "y", "kind": "yes_no"}]}, {"y": "no"}, {"y": "no"}),
    ("form", {"fields": [{"key": "n", "kind": "text", "required": False}]}, {}, {}),
    ("rating", {}, {"score": "5", "comment": "fine"}, {"score": 5, "comment": "fine"}),
    ("approval", {}, {"answer": "yes"}, {"answer": "yes"}),
    ("approval", {}, {"answer": "no", "comment": "V3"}, {"answer": "no", "comment": "V3"}),
]


def asks(kind: str, spec: Any = None) -> Item:
    return owed(evidence=kind, evidence_spec=spec or {})


def finish(item: Item, cast: Cast, data: Any = None, **files: Any) -> Item:
    return services.finish(item.pk, by=cast.hk_supervisor, evidence=data, files=files)


def signature(blank: bool = False) -> str:
    sheet = Image.new("RGBA", (200, 80), (0, 0, 0, 0))
    if not blank:
        ImageDraw.Draw(sheet).line([(10, 10), (180, 60)], fill="black", width=4)
    out = BytesIO()
    sheet.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


@pytest.mark.parametrize(("kind", "spec", "given", "beside"), BAD)
def test_evidence_that_does_not_do_is_refused_beside_its_field(
    cast: Cast, kind: str, spec: Any, given: Any, beside: str
) -> None:
    item = asks(kind, spec)
    with pytest.raises(NotShown) as refused:
        finish(item, cast, given)
    assert (beside in refused.value.form.errors, again(item).status) == (True, Status.WAITING)


@pytest.mark.parametrize(("kind", "spec", "given", "kept"), GOOD)
def test_evidence_that_does_is_kept(
    cast: Cast, kind: str, spec: Any, given: Any, kept: Any
) -> None:
    item = finish(asks(kind, spec), cast, given)
    assert (item.status, item.evidence) == (Status.DONE, kept)


def test_a_time_is_kept_with_its_zone(cast: Cast) -> None:
    item = asks("form", {"fields": [{"key": "at", "kind": "datetime"}]})
    assert finish(item, cast, {"at": "2026-11-22T14:00"}).evidence["at"].startswith("2026-11-22T14")


def test_a_list_with_every_point_good_is_done(cast: Cast) -> None:
    item = asks("checklist", POINTS)
    assert finish(item, cast, evidence.all_good(item)).status == Status.DONE


def test_a_point_that_fails_sends_the_item_back(cast: Cast) -> None:
    given = {"point_hygiene": "ok", "point_tv": "fail", "note_tv": "channel 12 dark"}
    item = finish(asks("checklist", POINTS), cast, given)
    assert (item.status, item.reason) == (Status.WAITING, "TV channels: channel 12 dark")


def test_what_failed_is_journaled(cast: Cast) -> None:
    given = {"point_hygiene": "fail", "note_hygiene": "hair", "point_tv": "ok"}
    finish(asks("checklist", POINTS), cast, given)
    entry = Entry.objects.get(verb="work.failed")
    assert (entry.reason, entry.data["rework"]) == ("Hygiene: hair", True)


def test_the_second_check_finishes_it(cast: Cast) -> None:
    item = asks("checklist", POINTS)
    finish(item, cast, {"point_hygiene": "ok", "point_tv": "fail", "note_tv": "dark"})
    item = finish(item, cast, evidence.all_good(item))
    assert (item.status, item.reason) == (Status.DONE, "")


def test_a_list_without_points_asks_for_the_whole(cast: Cast) -> None:
    assert finish(asks("checklist"), cast, {"point_all": "ok"}).status == Status.DONE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_as_a_jpeg_with_a_random_name(cast: Cast, kind: str, settings: Any) -> None:
    item = finish(asks("photo"), cast, photo=photo(kind=kind))
    with Image.open(Path(settings.MEDIA_ROOT) / item.evidence["photo"]) as kept:
        assert (kept.format, kept.size) == ("JPEG", (40, 30))


def test_nothing_of_where_and_with_what_it_was_taken_is_kept(cast: Cast, settings: Any) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SpyPhone"
    exif[0x8825] = {1: "N", 2: (27.0, 41.0, 0.0)}
    item = finish(asks("photo"), cast, photo=photo(exif=exif))
    stored = (Path(settings.MEDIA_ROOT) / item.evidence["photo"]).read_bytes()
    assert (b"SpyPhone" in stored, b"Exif" in stored) == (False, False)


def test_a_large_photo_is_made_smaller(cast: Cast, settings: Any) -> None:
    item = finish(asks("photo"), cast, photo=photo((3200, 800)))
    with Image.open(Path(settings.MEDIA_ROOT) / item.evidence["photo"]) as kept:
        assert kept.size == (1600, 400)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 60,
        b"\xff\xd8\xff\xe0" + b"<?php system($_GET['c']); ?>",
    ],
)
def test_what_is_no_picture_is_refused(cast: Cast, content: bytes) -> None:
    with pytest.raises(NotShown):
        finish(asks("photo"), cast, photo=SimpleUploadedFile("photo.jpg", content))


def test_a_pixel_bomb_is_refused_before_it_is_unpacked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(NotShown, match="too many pixels"):
        finish(asks("photo"), cast, photo=photo())


def test_a_file_too_large_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST_FILE", 100)
    with pytest.raises(NotShown, match="larger than"):
        finish(asks("photo"), cast, photo=photo())


def test_a_signature_is_kept_with_the_name(cast: Cast) -> None:
    item = finish(asks("signature"), cast, {"name": "Shen Yanqiu", "drawing": signature()})
    assert (item.evidence["name"], item.evidence["drawing"][-4:]) == ("Shen Yanqiu", ".png")


def test_an_empty_sheet_is_no_signature(cast: Cast) -> None:
    given = {"name": "Shen Yanqiu", "drawing": signature(blank=True)}
    with pytest.raises(NotShown):
        finish(asks("signature"), cast, given)


def test_the_photo_is_shown_to_the_department(cast: Cast, enter: Any) -> None:
    item = finish(asks("photo"), cast, photo=photo())
    answer = enter(cast.room_attendant).get(f"/work/{item.pk}/picture/photo/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")


def test_and_to_nobody_else(cast: Cast, enter: Any) -> None:
    item = finish(asks("photo"), cast, photo=photo())
    assert enter(cast.engineer).get(f"/work/{item.pk}/picture/photo/").status_code == 403


@pytest.mark.parametrize("which", ["text", "drawing", "photo"])
def test_there_is_no_other_file_to_ask_for(cast: Cast, enter: Any, which: str) -> None:
    item = finish(asks("text"), cast, {"text": "../../secret_key"})
    assert enter(cast.room_attendant).get(f"/work/{item.pk}/picture/{which}/").status_code == 404
