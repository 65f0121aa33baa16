from django.urls import path

from hotel.work import views

app_name = "work"
urlpatterns = [
    path("boards/", views.boards, name="boards"),
    path("boards/<slug:code>/", views.board, name="board"),
    path("work/<int:item_id>/", views.item, name="item"),
    path("work/<int:item_id>/accept/", views.accept, name="accept"),
    path("work/<int:item_id>/start/", views.start, name="start"),
    path("work/<int:item_id>/finish/", views.finish, name="finish"),
    path("work/<int:item_id>/hold/", views.hold, name="hold"),
    path("work/<int:item_id>/release/", views.release, name="release"),
    path("work/<int:item_id>/reopen/", views.reopen, name="reopen"),
    path("work/<int:item_id>/assign/", views.assign, name="assign"),
    path("work/<int:item_id>/not-applicable/", views.not_applicable, name="not-applicable"),
    path("work/<int:item_id>/fail/", views.fail, name="fail"),
    path("work/<int:item_id>/picture/<slug:which>/", views.picture, name="picture"),
]
