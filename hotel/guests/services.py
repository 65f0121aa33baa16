"""Everything that changes a guest. One transaction and one journal entry each; numbers stay out of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import BigIntegerField
from django.utils.translation import gettext as _

from hotel.guests import documents, facts, names, plates
from hotel.guests.models import (
    Guest,
    IdentityDocument,
    Plate,
    Preference,
    PreferenceKind,
)
from hotel.guests.reveals import reveal_document, reveal_phone
from hotel.guests.secret import keyed_hash
from hotel.guests.watching import set_watch, tell_of_match
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.web.bilingual import both
from hotel.web.prepared import Param, Prepared
from hotel.web.refusals import Forbidden, Refused, Stale
from hotel.web.together import together
from hotel.web.written import put

__all__ = [
    "add_document",
    "add_plate",
    "change_guest",
    "drop_preference",
    "register_guest",
    "remove_plate",
    "reveal_document",
    "reveal_phone",
    "set_preference",
    "set_vip_level",
    "set_watch",
]


@together
def register_guest(*, by: User, **given: Any) -> Guest:
    """A new profile (handbook B1.1). `given` are facts of `hotel.guests.facts.CLEANERS`.

    Raises `Refused` beside the wrong fact. A name, Chinese or Latin, is needed.
    """
    _allow(by, "guests.register_guest")
    guest = Guest()
    put_facts(guest, facts.clean(given))
    complete(guest)
    put(guest)
    record("guest.registered", guest, by=by, topics=_topics(guest))
    return guest


_locked = Prepared(
    lambda: (
        Guest.objects.filter(pk=Param("guest", BigIntegerField()))
        .select_related("company")
        .select_for_update(of=("self",))
        .order_by()
    )
)


@together
def change_guest(
    guest_id: int, *, by: User, seen_version: int | None = None, **given: Any
) -> Guest:
    """Change facts of a profile; what is not given stays. Raises `Stale` with the values that
    stand now when somebody else changed the profile after `seen_version`."""
    _allow(by, "guests.change_guest")
    guest = _locked.get(guest=guest_id)
    cleaned = facts.clean(given)
    if seen_version is not None and seen_version != guest.version:
        raise Stale(
            _("Somebody changed this profile after you opened it."),
            theirs=_differing(guest, cleaned),
        )
    changes = put_facts(guest, cleaned)
    if changes:
        guest.version += 1
        complete(guest)
        guest.save()
        record("guest.changed", guest, by=by, changes=changes, topics=_topics(guest))
    return guest


@together
def add_document(
    guest_id: int,
    kind: str,
    number: str,
    *,
    by: User,
    valid_until: date | None = None,
    issuing_place: str = "",
    latin_name: str = "",
    verified_by: str = IdentityDocument.VerifiedBy.DOCUMENT,
    override_reason: str = "",
) -> IdentityDocument:
    """Put an identity document on file (handbook B1.3). Sex and date of birth are filled from the
    number where the profile has none. Raises `Refused` beside `number` or another field."""
    _allow(by, "guests.change_guest")
    guest = Guest.objects.select_for_update(of=("self",)).get(pk=guest_id)
    checked = documents.check(kind, number, override_reason=override_reason)
    place = facts.free_text(issuing_place, "issuing_place", 80)
    reason = facts.free_text(override_reason, "override_reason", 200)
    document = IdentityDocument(
        guest=guest,
        kind=kind,
        number=checked.number,
        number_hash=keyed_hash("document", checked.number),
        masked=checked.masked,
        valid_until=valid_until,
        issuing_place=place,
        latin_name=names.clean_latin(latin_name, field="latin_name"),
        verified_by=verified_by,
        override_reason=reason,
    )
    _insert_document(document)
    changes = _fill_from(guest, checked)
    record(
        "guest.document_added",
        guest,
        by=by,
        about=[document],
        changes={**changes, "document": (None, both(document))},
        reason=reason,
        topics=_topics(guest),
    )
    tell_of_match(document, by=by)
    return document


def _insert_document(document: IdentityDocument) -> None:
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError as problem:
        held = IdentityDocument.objects.select_related("guest").get(
            kind=document.kind, number_hash=document.number_hash
        )
        mine = held.guest_id == document.guest_id
        raise Refused(
            _("This document is on file already.")
            if mine
            else _("This document is on file already, for %(name)s (guest %(id)d).")
            % {"name": held.guest.name, "id": held.guest_id},
            field="number",
            code="duplicate",
        ) from problem


def _fill_from(guest: Guest, checked: documents.Checked) -> dict[str, tuple[Any, Any]]:
    changes = {}
    for name, value in (("sex", checked.sex), ("birth_date", checked.birth_date)):
        if value and not getattr(guest, name):
            changes[name] = (getattr(guest, name) or None, value)
            setattr(guest, name, value)
    if changes:
        guest.version += 1
        guest.save(update_fields=[*changes, "version"])
    return changes


@together
def set_preference(
    guest_id: int, kind: str, text: str, *, by: User, source: str = Preference.Source.GUEST
) -> Preference:
    """Remember what a guest likes; an earlier text of the same kind is replaced (handbook B1.1)."""
    _allow(by, "guests.note_preference")
    guest = Guest.objects.select_for_update(of=("self",)).get(pk=guest_id)
    kept = facts.free_text(text, "text", 200)
    if not kept:
        raise Refused(_("Write what the guest likes."), field="text")
    before = (
        Preference.objects.filter(guest=guest, kind=kind).values_list("text", flat=True).first()
    )
    preference, _made = Preference.objects.update_or_create(
        guest=guest, kind=PreferenceKind(kind), defaults={"text": kept, "source": source}
    )
    changes = {f"preference_{kind}": (before, kept)}
    record("guest.preference_set", guest, by=by, changes=changes, topics=_topics(guest))
    return preference


@together
def drop_preference(preference_id: int, *, by: User) -> None:
    """Forget a preference that no longer holds; the journal keeps it."""
    _allow(by, "guests.note_preference")
    preference = Preference.objects.select_related("guest").get(pk=preference_id)
    changes = {f"preference_{preference.kind}": (preference.text, None)}
    preference.delete()
    record("guest.preference_dropped", preference.guest, by=by, changes=changes)


@together
def add_plate(guest_id: int, number: str, *, by: User, confirmed: bool = False) -> Plate:
    """A car of a guest. A non-standard plate needs `confirmed` (handbook B1.3)."""
    _allow(by, "guests.note_preference")
    guest = Guest.objects.get(pk=guest_id)
    checked = plates.check(number, confirmed=confirmed)
    plate, made = Plate.objects.get_or_create(
        guest=guest,
        number=checked.number,
        defaults={"tail": checked.tail, "standard": checked.standard},
    )
    if made:
        changes = {"plate": (None, plate.number)}
        record("guest.plate_added", guest, by=by, changes=changes, topics=_topics(guest))
    return plate


@together
def remove_plate(plate_id: int, *, by: User) -> None:
    """Take a plate off a profile; the journal keeps it."""
    _allow(by, "guests.note_preference")
    plate = Plate.objects.select_related("guest").get(pk=plate_id)
    plate.delete()
    record("guest.plate_removed", plate.guest, by=by, changes={"plate": (plate.number, None)})


@together
def set_vip_level(guest_id: int, level: str, *, by: User | None) -> Guest:
    """The level the house gives a guest by default; empty for none. The app vip decides on it."""
    guest = Guest.objects.select_for_update(of=("self",)).get(pk=guest_id)
    if guest.vip_level != level:
        changes = {"vip_level": (guest.vip_level or None, level or None)}
        guest.vip_level = level
        guest.version += 1
        guest.save(update_fields=["vip_level", "version"])
        record("guest.vip_level_set", guest, by=by, changes=changes, topics=_topics(guest))
    return guest


def _allow(by: User, permission: str) -> None:
    if not by.has_perm(permission):
        raise Forbidden(_("Your role may not change guest profiles."))


def put_facts(guest: Guest, cleaned: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Put facts on the guest; returns what changed, as the journal may show it."""
    changes: dict[str, tuple[Any, Any]] = {}
    for name, value in cleaned.items():
        if name == "phone":
            changes |= _apply_phone(guest, value)
        elif getattr(guest, name) != value:
            changes[name] = (_shown(getattr(guest, name)), _shown(value))
            setattr(guest, name, value)
    return changes


def _apply_phone(guest: Guest, phone: Any) -> dict[str, tuple[Any, Any]]:
    stored = phone.stored if phone else ""
    if guest.phone == stored:
        return {}
    before = guest.phone_masked
    guest.phone = stored
    guest.phone_hash = phone.hash if phone else ""
    guest.phone_last4 = phone.last4 if phone else ""
    guest.phone_masked = phone.masked if phone else ""
    return {"phone": (before or None, guest.phone_masked or None)}


def complete(guest: Guest) -> None:
    if not (guest.name_zh or guest.surname_latin or guest.given_latin):
        raise Refused(_("Give the guest's name, Chinese or Latin."), field="name_zh")
    guest.search = names.search_text(guest.name_zh, guest.surname_latin, guest.given_latin)


def _shown(value: Any) -> Any:
    if value is None or isinstance(value, (bool, date)):
        return value
    return str(value) or None


def _differing(guest: Guest, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    theirs = {}
    for name, value in cleaned.items():
        if name == "phone":
            if guest.phone != (value.stored if value else ""):
                theirs[str(facts.guest_field(name).verbose_name)] = guest.phone_masked or "—"
        elif getattr(guest, name) != value:
            theirs[str(facts.guest_field(name).verbose_name)] = _said(guest, name)
    return theirs


def _said(guest: Guest, name: str) -> str:
    said = getattr(guest, f"get_{name}_display", None)
    value = said() if said else getattr(guest, name)
    return "—" if value in (None, "") else str(value)


def _topics(guest: Guest) -> list[str]:
    return [f"guest:{guest.pk}"]
