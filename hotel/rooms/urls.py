from django.urls import path

from hotel.rooms import views

app_name = "rooms"
urlpatterns = [
    path("", views.rooms, name="rooms"),
    path("<int:room_id>/", views.room, name="room"),
    path("<int:room_id>/cleanliness/", views.change_cleanliness, name="cleanliness"),
    path("<int:room_id>/block/", views.block, name="block"),
    path("<int:room_id>/dnd/", views.dnd, name="dnd"),
    path("<int:room_id>/make-up/", views.make_up, name="make-up"),
    path("blocks/<int:block_id>/extend/", views.extend, name="extend"),
    path("blocks/<int:block_id>/release/", views.release, name="release"),
]
