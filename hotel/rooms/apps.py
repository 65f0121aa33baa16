from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoomsConfig(AppConfig):
    name = "hotel.rooms"
    label = "rooms"
    verbose_name = _("Rooms")

    def ready(self) -> None:
        from hotel.journal import words
        from hotel.rooms import today  # noqa: F401  it registers itself
        from hotel.web import shell

        shell.add_nav(
            shell.NavItem(
                key="rooms",
                label=pgettext_lazy("navigation", "Rooms"),
                icon="grid-3x3-gap",
                route="rooms:rooms",
                permission="rooms.see_rooms",
                sort=20,
                phone=False,
            )
        )
        words.say(VERBS)
        words.label({"room.until": _("until"), "room.make_up": _("please make up")})


VERBS = {
    "room.cleanliness_changed": _("changed the cleanliness of room"),
    "room.dnd_set": _("hung out do-not-disturb at room"),
    "room.dnd_cleared": _("took down do-not-disturb at room"),
    "room.make_up_asked": _("asked to have made up room"),
    "room.make_up_cleared": _("withdrew the wish to make up room"),
    "room.added": _("added room"),
    "room_type.added": _("added room type"),
    "room.changed": _("changed the facts of room"),
    "room.type_changed": _("gave another type to room"),
    "room.blocked": _("took out room"),
    "room.block_began": _("began to keep out room"),
    "room.block_moved": _("moved the end of the block of room"),
    "room.released": _("released room"),
}
