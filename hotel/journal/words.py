"""How acts and fields are called when people read the journal, in the reader's language."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Union

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext_lazy as _

from hotel.web.bilingual import pick
from hotel.web.show import md, mdhm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Text = Union[str, "_StrPromise"]

_verbs: dict[str, Text] = {}
_fields: dict[str, Text] = {}
_reasons: dict[str, Text] = {}


def say(verbs: Mapping[str, Text]) -> None:
    """Give verbs their words, as in {"stay.checked_in": _("checked in")}. Lazy translations."""
    _verbs.update(verbs)


def label(fields: Mapping[str, Text]) -> None:
    """Give fields of `changes` their labels, as in {"stay.eta": _("expected at")}, or {"eta": …}
    for every noun. Without one, a field of the model that was acted on lends its own name."""
    _fields.update(fields)


def because(reasons: Mapping[str, Text]) -> None:
    """Reasons the house gives by itself, as they are kept, with their words for each reader."""
    _reasons.update(reasons)


def reason(kept: str) -> str:
    """A reason as people read it; what somebody typed stays as it was typed."""
    return str(_reasons.get(kept, kept))


def verb(code: str) -> str:
    """The words of a verb, or those of `record.<act>`; the code, made readable, when nobody gave any."""
    act = code.partition(".")[2]
    return str(_verbs.get(code) or _verbs.get(f"record.{act}") or act.replace("_", " ") or code)


def known_verbs() -> dict[str, str]:
    """Every verb with words, for filters."""
    return {code: str(text) for code, text in _verbs.items()}


def field(name: str, verb_code: str, model_label: str = "") -> str:
    """The label of a changed field. `model_label` is like `stays.stay`."""
    noun = verb_code.partition(".")[0]
    of_model = getattr(_model_field(name, model_label), "verbose_name", None)
    found = _fields.get(f"{noun}.{name}") or _fields.get(name) or of_model
    return str(found or name.replace("_", " "))


def shown(stored: Any, name: str, model_label: str = "") -> str:
    """A changed value as people read it, a choice by its label."""
    choices = getattr(_model_field(name, model_label), "flatchoices", None) or []
    if isinstance(stored, (str, int)):
        for code, text in choices:
            if code == stored:
                return str(text)
    return value(stored)


def _model_field(name: str, model_label: str) -> Any:
    try:
        return apps.get_model(model_label)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None


def looks_like_ref(text: str) -> bool:
    """Whether this is how the journal names a record: `stays.stay:12`."""
    return bool(_REF.match(text.strip()))


_REF = re.compile(r"^[a-z_]+\.[a-z_]+:\d+$")

say(
    {
        "record.added": _("added"),
        "record.changed": _("changed"),
        "record.removed": _("removed"),
        "dispatch.released": _("had its news sent again"),
    }
)


def value(stored: Any) -> str:
    """A value out of `changes` as people read it."""
    if stored is None or stored == "":
        return "—"
    if isinstance(stored, bool):
        return str(_("yes") if stored else _("no"))
    if isinstance(stored, list):
        return ", ".join(value(each) for each in stored)
    if isinstance(stored, dict):
        return _picked(stored)
    return _moment(stored) if isinstance(stored, str) else str(stored)


def _picked(stored: dict[str, Any]) -> str:
    if {"zh", "en"} & stored.keys():
        return pick(str(stored.get("zh", "")), str(stored.get("en", "")))
    return ", ".join(f"{name}: {value(each)}" for name, each in stored.items())


_ISO = re.compile(r"^\d{4}-\d\d-\d\d(T\d\d:\d\d[\d:.]*(Z|[+-]\d\d:?\d\d))?$")


def _moment(stored: str) -> str:
    if not _ISO.match(stored):
        return stored
    if len(stored) == 10:
        return md(date.fromisoformat(stored))
    return mdhm(datetime.fromisoformat(stored))
