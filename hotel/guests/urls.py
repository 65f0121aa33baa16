from django.urls import path

from hotel.guests import views

app_name = "guests"
urlpatterns = [
    path("", views.guests, name="guests"),
    path("new/", views.new, name="new"),
    path("register/", views.register, name="register"),
    path("<int:guest_id>/", views.guest, name="guest"),
    path("<int:guest_id>/edit/", views.edit, name="edit"),
    path("<int:guest_id>/change/", views.change, name="change"),
    path("<int:guest_id>/documents/", views.add_document, name="add-document"),
    path("<int:guest_id>/phone/reveal/", views.reveal_phone, name="reveal-phone"),
    path("<int:guest_id>/preferences/", views.set_preference, name="set-preference"),
    path("<int:guest_id>/plates/", views.add_plate, name="add-plate"),
    path("<int:guest_id>/watch/", views.set_watch, name="set-watch"),
    path("documents/<int:document_id>/reveal/", views.reveal_document, name="reveal-document"),
    path("preferences/<int:preference_id>/drop/", views.drop_preference, name="drop-preference"),
    path("plates/<int:plate_id>/remove/", views.remove_plate, name="remove-plate"),
]
