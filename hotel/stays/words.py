"""How the acts on stays are called when people read the journal."""

from django.utils.translation import gettext_lazy as _

from hotel.journal import words

words.say(
    {
        "stay.booked": _("booked"),
        "stay.confirmed": _("confirmed"),
        "stay.changed": _("changed the stay"),
        "stay.cancelled": _("cancelled"),
        "stay.reinstated": _("reinstated the no-show"),
        "stay.no_show": _("marked as no-show"),
        "stay.room_assigned": _("assigned a room"),
        "stay.room_unassigned": _("gave up the room"),
        "stay.room_moved": _("moved to another room"),
        "stay.checked_in": _("checked in"),
        "stay.checked_out": _("checked out"),
        "stay.eta_changed": _("changed the expected time"),
        "stay.guest_out": _("noted that the guest is out"),
        "stay.guest_back": _("noted that the guest is back"),
        "stay.person_added": _("added a person"),
        "stay.person_removed": _("took a person out"),
        "stay.main_guest_named": _("named who leads the room"),
        "stay.taken_back": _("took the departure back"),
        "stay.baggage_noted": _("noted the baggage"),
        "stay.extra_beds": _("changed the extra beds"),
        "reservation.opened": _("opened a group"),
        "reservation.booked": _("booked a group"),
        "reservation.confirmed": _("confirmed the reservation"),
        "reservation.changed": _("changed the reservation"),
        "reservation.cancelled": _("cancelled the reservation"),
        "business_date.opened": _("opened the business date"),
        "business_date.advanced": _("moved the business date"),
    }
)
words.label(
    {
        "stay.room": _("room"),
        "stay.eta": _("expected at"),
        "stay.guest_out": _("guest out"),
        "stay.guest": _("guest"),
        "stay.rate": _("rate a night"),
        "stay.baggage": _("baggage"),
        "stay.extra_beds": _("extra beds"),
        "reservation.contact_phone": _("contact phone"),
        "business_date.current": _("business date"),
    }
)
