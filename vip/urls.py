from django.urls import path

from vip import views

app_name = "vip"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("new/", views.new, name="new"),
    path("new/draft/", views.save_draft, name="save-draft"),
    path("new/copy/", views.copy_last, name="copy"),
    path("guests/", views.guest_search, name="guest-search"),
    path("guests/<int:guest_id>/", views.beside, name="beside"),
    path("<int:visit_id>/", views.visit, name="visit"),
    path("<int:visit_id>/notice/", views.paper, name="notice"),
    path("<int:visit_id>/edit/", views.edit, name="edit"),
    path("<int:visit_id>/submit/", views.submit, name="submit"),
    path("<int:visit_id>/approve/", views.approve, name="approve"),
    path("<int:visit_id>/reject/", views.reject, name="reject"),
    path("<int:visit_id>/announce/", views.announce, name="announce"),
    path("<int:visit_id>/arrival/", views.arrival, name="arrival"),
    path("<int:visit_id>/departure/", views.departure, name="departure"),
    path("<int:visit_id>/level/", views.level, name="level"),
    path("<int:visit_id>/room/", views.room, name="room"),
    path("<int:visit_id>/arrived/", views.arrived, name="arrived"),
    path("<int:visit_id>/out/", views.guest_out, name="guest-out"),
    path("<int:visit_id>/back/", views.guest_back, name="guest-back"),
    path("<int:visit_id>/cancel/", views.cancel, name="cancel"),
    path("<int:visit_id>/postpone/", views.postpone, name="postpone"),
    path("<int:visit_id>/resume/", views.resume, name="resume"),
    path("<int:visit_id>/close/", views.close, name="close"),
    path("<int:visit_id>/remind/", views.remind, name="remind"),
]
