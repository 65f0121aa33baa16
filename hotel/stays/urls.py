from django.urls import path

from hotel.stays import views

app_name = "stays"
urlpatterns = [
    path("find/", views.find, name="find"),
    path("find/hints/", views.find_hints, name="find-hints"),
    path("stays/", views.stay_list, name="list"),
    path("stays/new/", views.new, name="new"),
    path("stays/new/left/", views.left, name="left"),
    path("stays/new/guests/", views.guest_hits, name="guest-hits"),
    path("stays/groups/new/", views.new_group, name="new-group"),
    path("stays/reservations/<int:reservation_id>/", views.reservation, name="reservation"),
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
    path("stays/<int:stay_id>/change/", views.change, name="change"),
    path("stays/<int:stay_id>/eta/", views.eta, name="eta"),
    path("stays/<int:stay_id>/cancel/", views.cancel, name="cancel"),
    path("stays/<int:stay_id>/rooms/", views.rooms, name="rooms"),
    path("stays/<int:stay_id>/rooms/<int:room_id>/assign/", views.assign, name="assign"),
    path("stays/<int:stay_id>/rooms/give-up/", views.unassign, name="unassign"),
    path("stays/<int:stay_id>/move/", views.move, name="move"),
    path("stays/<int:stay_id>/check-in/", views.check_in, name="check-in"),
    path("stays/<int:stay_id>/check-out/", views.check_out, name="check-out"),
    path("stays/<int:stay_id>/out/", views.guest_out, name="guest-out"),
    path("stays/<int:stay_id>/back/", views.guest_back, name="guest-back"),
    path("stays/<int:stay_id>/no-show/", views.no_show, name="no-show"),
]
