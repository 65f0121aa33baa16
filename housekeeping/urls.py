from django.urls import path

from housekeeping import views

app_name = "housekeeping"
urlpatterns = [
    path("", views.board, name="board"),
    path("mine/", views.my_rooms, name="my-rooms"),
    path("assign/", views.assign, name="assign"),
    path("rooms/<int:room_id>/", views.room, name="room"),
    path("rooms/<int:room_id>/add/", views.add, name="add"),
    path("rooms/<int:room_id>/block/", views.block, name="block"),
    path("blocks/<int:block_id>/extend/", views.extend, name="extend"),
    path("blocks/<int:block_id>/release/", views.release, name="release"),
    path("tasks/<int:task_id>/start/", views.start, name="start"),
    path("tasks/<int:task_id>/finish/", views.finish, name="finish"),
    path("tasks/<int:task_id>/put-back/", views.put_back, name="put-back"),
    path("tasks/<int:task_id>/skip/<slug:reason>/", views.skip, name="skip"),
    path("tasks/<int:task_id>/resume/", views.resume, name="resume"),
    path("tasks/<int:task_id>/inspect/", views.inspect, name="inspect"),
    path("tasks/<int:task_id>/pass/", views.pass_, name="pass"),
    path("tasks/<int:task_id>/fail/", views.fail, name="fail"),
    path("inspections/<int:inspection_id>/", views.report, name="report"),
    path("inspections/<int:inspection_id>/go/", views.go, name="go"),
    path("inspections/<int:inspection_id>/clear/", views.clear, name="clear"),
    path("stays/<int:stay_id>/inspection/", views.ask, name="ask"),
    path("stays/<int:stay_id>/inspection/again/", views.ask_again, name="ask-again"),
    path("stays/<int:stay_id>/inspection/waive/", views.waive, name="waive"),
]
