"""The evidence an item keeps, as people read it."""

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hotel.web import show
from hotel.work.evidence import Cleaned, points_of
from hotel.work.fields import words_of
from hotel.work.models import Evidence, Item


def lines(item: Item) -> list[tuple[str, str]]:
    """The evidence given, for reading: label and text, in the active language. Pictures excluded."""
    given: Cleaned = item.evidence
    if "points" in given:
        return [(label, _said(given["points"].get(key))) for key, label in labels_of_points(item)]
    if item.evidence_kind == Evidence.FORM:
        fields = item.evidence_spec.get("fields") or [{"key": "note", "kind": "textarea"}]
        return [
            (words_of(each, pgettext("evidence", "Note")), _shown_value(each, given[each["key"]]))
            for each in fields
            if each["key"] in given
        ]
    words = {
        "text": _("What was done"),
        "name": _("Signed by"),
        "score": _("Rating"),
        "answer": _("Approved?"),
        "comment": _("Comment"),
    }
    return [(words[key], _plain(key, given[key])) for key in words if key in given]


def labels_of_points(item: Item) -> list[tuple[str, str]]:
    return [(point["key"], words_of(point, point["key"])) for point in points_of(item)]


def _said(point: Mapping[str, Any] | None) -> str:
    if point is None:
        return ""
    return (
        pgettext("point", "Good")
        if point["ok"]
        else _("Not good: %(note)s") % {"note": point["note"]}
    )


def _plain(key: str, value: Any) -> str:
    if key == "answer":
        return _("Yes, approved") if value == "yes" else _("No")
    return f"{value} / 5" if key == "score" else str(value)


def _shown_value(field: Mapping[str, Any], value: Any) -> str:
    if field.get("kind") == "yes_no":
        return _("Yes") if value == "yes" else _("No")
    for choice in field.get("choices", []):
        if choice["value"] == value:
            return words_of(choice, str(value))
    moment = parse_datetime(value) if field.get("kind") == "datetime" else None
    if moment:
        return show.mdhm(moment)
    return f"{value} / 5" if field.get("kind") == "rating" else str(value)
