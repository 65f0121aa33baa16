from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GuestsConfig(AppConfig):
    name = "hotel.guests"
    label = "guests"
    verbose_name = _("Guests")

    def ready(self) -> None:
        from hotel.guests import watching  # noqa: F401  its alerts register themselves
        from hotel.guests.models import PreferenceKind
        from hotel.journal import words
        from hotel.web import shell

        shell.add_nav(
            shell.NavItem(
                key="guests",
                label=pgettext_lazy("navigation", "Guests"),
                icon="person-vcard",
                route="guests:guests",
                permission="guests.see_guest",
                sort=60,
                phone=False,
            )
        )
        words.say(VERBS)
        words.label({f"guest.preference_{kind.value}": kind.label for kind in PreferenceKind})
        words.label(
            {
                "guest.document": _("identity document"),
                "guest.plate": _("plate"),
                "guest.sex": _("sex"),
            }
        )


VERBS = {
    "guest.registered": _("put on file"),
    "guest.changed": _("changed the profile of"),
    "guest.document_added": _("added a document of"),
    "guest.document_revealed": _("saw a document number in full of"),
    "guest.phone_revealed": _("saw the phone number in full of"),
    "guest.preference_set": _("noted a preference of"),
    "guest.preference_dropped": _("dropped a preference of"),
    "guest.plate_added": _("added a plate of"),
    "guest.plate_removed": _("removed a plate of"),
    "guest.vip_level_set": _("set the VIP level of"),
    "guest_watch.set": _("flagged"),
    "guest_watch.lifted": _("lifted the flag of"),
    "guest_watch.matched": _("registered a document of the flagged guest"),
}
