from django.urls import path

from hotel.notifications import views

app_name = "notifications"
urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/bell/", views.bell, name="bell"),
    path("inbox/seen/", views.all_seen, name="all-seen"),
    path("inbox/<int:notice_id>/open/", views.open_notice, name="open"),
    path("inbox/<int:notice_id>/accept/", views.accept, name="accept"),
    path("receipts/", views.receipts, name="receipts"),
    path("receipts/<int:receipt_id>/acknowledge/", views.acknowledge, name="acknowledge"),
]
