from django.urls import path

from hotel.notifications import views
from hotel.notifications.outside import views as outside

app_name = "notifications"
urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/bell/", views.bell, name="bell"),
    path("inbox/seen/", views.all_seen, name="all-seen"),
    path("inbox/<int:notice_id>/open/", views.open_notice, name="open"),
    path("inbox/<int:notice_id>/accept/", views.accept, name="accept"),
    path("receipts/", views.receipts, name="receipts"),
    path("receipts/<int:receipt_id>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("channels/", outside.channels, name="channels"),
    path("channels/<int:channel_id>/test/", outside.send_test, name="channel-test"),
    path("channels/<int:channel_id>/again/", outside.try_all_again, name="channel-again"),
    path("deliveries/<int:delivery_id>/again/", outside.try_again, name="delivery-again"),
    path("deliveries/<int:delivery_id>/give-up/", outside.give_up, name="delivery-give-up"),
]
