from django.urls import path

from hotel.stays import views

app_name = "stays"
urlpatterns = [
    path("find/", views.find, name="find"),
    path("find/hints/", views.find_hints, name="find-hints"),
    path("stays/", views.old_list, name="old-list"),
    path("stays/new/", views.new, name="new"),
    path("stays/new/left/", views.left, name="left"),
    path("stays/new/known/", views.known, name="known"),
    path("stays/new/guests/", views.guest_hits, name="guest-hits"),
    path("stays/groups/new/", views.new_group, name="new-group"),
    path("stays/reservations/<int:reservation_id>/", views.reservation, name="reservation"),
    path(
        "stays/reservations/<int:reservation_id>/confirmation/",
        views.confirmation,
        name="confirmation",
    ),
    path(
        "stays/reservations/<int:reservation_id>/change/",
        views.change_reservation,
        name="change-reservation",
    ),
    path(
        "stays/reservations/<int:reservation_id>/confirm/",
        views.confirm,
        name="confirm-reservation",
    ),
    path(
        "stays/reservations/<int:reservation_id>/cancel/",
        views.cancel_reservation,
        name="cancel-reservation",
    ),
    path("stays/<int:stay_id>/", views.stay, name="stay"),
    path("stays/<int:stay_id>/beneath/", views.stay_beneath, name="stay-beneath"),
    path("stays/<int:stay_id>/change/", views.change, name="change"),
    path("stays/<int:stay_id>/eta/", views.eta, name="eta"),
    path("stays/<int:stay_id>/cancel/", views.cancel, name="cancel"),
    path("stays/<int:stay_id>/rooms/", views.rooms, name="rooms"),
    path("stays/<int:stay_id>/rooms/<int:room_id>/assign/", views.assign, name="assign"),
    path("stays/<int:stay_id>/rooms/give-up/", views.unassign, name="unassign"),
    path("stays/<int:stay_id>/move/", views.move, name="move"),
    path("stays/<int:stay_id>/out/", views.guest_out, name="guest-out"),
    path("stays/<int:stay_id>/back/", views.guest_back, name="guest-back"),
    path("stays/<int:stay_id>/dnd/on/", views.dnd_on, name="dnd-on"),
    path("stays/<int:stay_id>/dnd/off/", views.dnd_off, name="dnd-off"),
    path("stays/<int:stay_id>/make-up/on/", views.make_up_on, name="make-up-on"),
    path("stays/<int:stay_id>/make-up/off/", views.make_up_off, name="make-up-off"),
    path("stays/<int:stay_id>/extend/", views.extend, name="extend"),
    path("stays/<int:stay_id>/effect/", views.effect, name="effect"),
    path("stays/<int:stay_id>/party/add/", views.add_person, name="add-person"),
    path(
        "stays/<int:stay_id>/party/<int:guest_id>/remove/",
        views.remove_person,
        name="remove-person",
    ),
    path("stays/<int:stay_id>/beds/", views.beds, name="beds"),
    path("stays/<int:stay_id>/baggage/", views.baggage, name="baggage"),
    path("stays/<int:stay_id>/reinstate/", views.reinstate, name="reinstate"),
    path("stays/<int:stay_id>/take-back/", views.take_back, name="take-back"),
    path("stays/<int:stay_id>/no-show/", views.no_show, name="no-show"),
]
