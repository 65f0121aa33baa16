"""What shows that an item was done: one form for each kind, used by the page and by the service alike.

`evidence_spec` by kind (all keys optional; texts are pairs `label_zh`, `label_en`):

- `form`: `{"fields": [{"key", "label_zh", "label_en", "kind", "required", "choices"}]}` with kind one
  of text, textarea, number, datetime, date, time, choice, rating, yes_no; choices are
  `[{"value", "label_zh", "label_en"}]`. Without fields: one note.
- `checklist`: `{"points": [{"key", "label_zh", "label_en", "points_zh": […], "points_en": […]}]}`.
- `text`, `photo`, `signature`, `rating`, `approval`: `{"label_zh", "label_en"}` for the main question.
- any kind: `{"not_same_as": ["P04"]}` — may not be finished by who finished those items.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hotel.web.bilingual import pick
from hotel.web.refusals import Refused
from hotel.work import fields, pictures
from hotel.work.models import Evidence, Item

AT_ONCE = frozenset({Evidence.TICK, Evidence.ACKNOWLEDGEMENT})
Cleaned = dict[str, Any]


class NotShown(Refused):
    """The evidence does not do. `form` holds what was typed, with every error beside its field."""

    def __init__(self, form: "EvidenceForm") -> None:
        field, errors = next(iter(form.errors.as_data().items()))
        beside = None if field == NON_FIELD_ERRORS else field
        super().__init__(errors[0].messages[0], field=beside, code="evidence")
        self.form = form


class EvidenceForm(forms.Form):
    """Base of all: nothing to fill in. `kept()` is what the item keeps."""

    required_css_class = "requiredField"
    use_required_attribute = True

    def __init__(self, spec: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spec = spec
        self.build()

    def build(self) -> None:
        """Make the fields the spec asks for."""

    def kept(self) -> Cleaned:
        return {key: value for key, value in self.cleaned_data.items() if value not in (None, "")}

    def shown(self) -> Cleaned:
        """What a valid form keeps; raises `NotShown` when it is not valid."""
        if not self.is_valid():
            raise NotShown(self)
        return self.kept()


class TextEvidence(EvidenceForm):
    def build(self) -> None:
        self.fields["text"] = fields.long_text(
            fields.words_of(self.spec, _("What was done")), required=True
        )


class FormEvidence(EvidenceForm):
    def build(self) -> None:
        for each in self.spec.get("fields") or [{"key": "note", "kind": "textarea"}]:
            self.fields[each["key"]] = fields.asked(each)


class ChecklistEvidence(EvidenceForm):
    """Every point is answered; one that fails says why. A failed list is valid, but no finish."""

    def build(self) -> None:
        for point in self.points:
            key = point["key"]
            self.fields[f"point_{key}"] = forms.ChoiceField(
                label=fields.words_of(point, key),
                choices=[
                    ("ok", pgettext("point", "Good")),
                    ("fail", pgettext("point", "Not good")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Say whether this point is good.")},
            )
            self.fields[f"note_{key}"] = fields.short_text(_("What is wrong"), required=False)

    @property
    def points(self) -> list[Mapping[str, Any]]:
        whole = {"key": "all", "label_zh": "全部检查项", "label_en": "Everything on the list"}
        return list(self.spec.get("points") or [whole])

    def clean(self) -> Cleaned:
        cleaned: Cleaned = super().clean() or {}
        for point in self.points:
            note = f"note_{point['key']}"
            if cleaned.get(f"point_{point['key']}") == "fail" and not cleaned.get(note):
                self.add_error(note, _("Say what is wrong, so that it can be put right."))
        return cleaned

    def kept(self) -> Cleaned:
        return {
            "points": {
                point["key"]: {
                    "ok": self.cleaned_data[f"point_{point['key']}"] == "ok",
                    "note": self.cleaned_data[f"note_{point['key']}"],
                }
                for point in self.points
            }
        }

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, list[str]]]:
        """For the page: the answer, its note, and what to look at, point by point."""
        return [
            (
                self[f"point_{point['key']}"],
                self[f"note_{point['key']}"],
                pick_list(point, "points"),
            )
            for point in self.points
        ]


class PhotoEvidence(EvidenceForm):
    def build(self) -> None:
        self.fields["photo"] = forms.FileField(
            label=fields.words_of(self.spec, _("Photo")),
            help_text=_("JPEG, PNG or WebP, up to 12 MB."),
            widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
            error_messages={"required": _("Take or choose a photo.")},
        )
        self.fields["comment"] = fields.short_text(_("Comment"), required=False)

    def kept(self) -> Cleaned:
        upload = self.cleaned_data["photo"]
        try:
            name = pictures.keep_photo(upload, upload.size)
        except Refused as refusal:
            self.add_error("photo", refusal)
            raise NotShown(self) from refusal
        return {"photo": name, **_without_empty(comment=self.cleaned_data["comment"])}


class SignatureEvidence(EvidenceForm):
    def build(self) -> None:
        self.fields["name"] = fields.short_text(_("Name of who signs"), required=True, limit=80)
        self.fields["drawing"] = forms.CharField(
            label=fields.words_of(self.spec, _("Signature")),
            widget=forms.HiddenInput,
            max_length=pictures.LARGEST_DRAWING,
            error_messages={"required": _("Sign in the box.")},
        )

    def kept(self) -> Cleaned:
        try:
            drawing = pictures.keep_drawing(self.cleaned_data["drawing"])
        except Refused as refusal:
            self.add_error("drawing", refusal)
            raise NotShown(self) from refusal
        return {"name": self.cleaned_data["name"], "drawing": drawing}


class RatingEvidence(EvidenceForm):
    def build(self) -> None:
        self.fields["score"] = fields.rating(fields.words_of(self.spec, _("Rating")), required=True)
        self.fields["comment"] = fields.long_text(_("Comment"), required=False)


class ApprovalEvidence(EvidenceForm):
    def build(self) -> None:
        self.fields["answer"] = forms.ChoiceField(
            label=fields.words_of(self.spec, _("Approved?")),
            choices=[("yes", _("Yes, approved")), ("no", _("No"))],
            widget=forms.RadioSelect,
        )
        self.fields["comment"] = fields.long_text(_("Comment"), required=False)

    def clean(self) -> Cleaned:
        cleaned: Cleaned = super().clean() or {}
        if cleaned.get("answer") == "no" and not cleaned.get("comment"):
            self.add_error("comment", _("Say why it is not approved."))
        return cleaned


_FORMS: dict[str, type[EvidenceForm]] = {
    Evidence.TICK: EvidenceForm,
    Evidence.ACKNOWLEDGEMENT: EvidenceForm,
    Evidence.TEXT: TextEvidence,
    Evidence.FORM: FormEvidence,
    Evidence.CHECKLIST: ChecklistEvidence,
    Evidence.PHOTO: PhotoEvidence,
    Evidence.SIGNATURE: SignatureEvidence,
    Evidence.RATING: RatingEvidence,
    Evidence.APPROVAL: ApprovalEvidence,
}


def form_for(
    item: Item, data: Mapping[str, Any] | None = None, files: Mapping[str, Any] | None = None
) -> EvidenceForm:
    """The form that asks for this item's evidence; bound when data is given."""
    return _FORMS[item.evidence_kind](
        item.evidence_spec, _flat(data), files, prefix=None, auto_id="evidence_%s"
    )


def failed_points(item: Item, kept: Cleaned) -> str:
    """The points of a checklist that are not good, as one sentence in the active language, or ""."""
    points: dict[str, Any] = kept.get("points", {})
    labels = {point["key"]: fields.words_of(point, point["key"]) for point in points_of(item)}
    bad = [
        f"{labels.get(key, key)}: {said['note']}" for key, said in points.items() if not said["ok"]
    ]
    return _("; ").join(bad)


def all_good(item: Item) -> Cleaned:
    """A checklist's data with every point good: for callers that checked elsewhere, and the demo."""
    return {"points": {point["key"]: {"ok": True, "note": ""} for point in points_of(item)}}


def picture_names(kept: Cleaned) -> list[str]:
    return [kept[field] for field in ("photo", "drawing") if kept.get(field)]


def pick_list(source: Mapping[str, Any], name: str) -> list[str]:
    """The list of texts in the active language."""
    zh, en = source.get(f"{name}_zh") or [], source.get(f"{name}_en") or []
    return list(zh or en) if pick("zh", "en") == "zh" else list(en or zh)


def points_of(item: Item) -> list[Mapping[str, Any]]:
    return ChecklistEvidence(item.evidence_spec).points


def _flat(data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Checklists also come the way they are kept: {"points": {key: {"ok", "note"}}}."""
    points = data.get("points") if data else None
    if not isinstance(points, Mapping):
        return data
    flat: dict[str, Any] = {}
    for key, said in points.items():
        flat[f"point_{key}"] = "ok" if said["ok"] else "fail"
        flat[f"note_{key}"] = said.get("note", "")
    return flat


def _without_empty(**values: Any) -> Cleaned:
    return {key: value for key, value in values.items() if value}
