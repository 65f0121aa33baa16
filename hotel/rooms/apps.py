from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomsConfig(AppConfig):
    name = "hotel.rooms"
    label = "rooms"
    verbose_name = _("Rooms")

    def ready(self) -> None:
        from hotel.journal import words
        from hotel.rooms import today  # noqa: F401  it registers itself

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
