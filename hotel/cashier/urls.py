from django.urls import path

from hotel.cashier import views

app_name = "cashier"
urlpatterns = [
    path("", views.folios, name="folios"),
    path("stays/<int:stay_id>/", views.of_stay, name="of-stay"),
    path("stays/<int:stay_id>/open/", views.open_bill, name="open"),
    path("<int:folio_id>/", views.folio, name="folio"),
    path("<int:folio_id>/bill/", views.bill, name="bill"),
    path("<int:folio_id>/charge/", views.charge, name="charge"),
    path("<int:folio_id>/deposit/", views.deposit, name="deposit"),
    path("<int:folio_id>/pay/", views.pay, name="pay"),
    path("lines/<int:line_id>/refund/", views.refund, name="refund"),
    path("lines/<int:line_id>/reverse/", views.reverse, name="reverse"),
    path("lines/<int:line_id>/slip/", views.slip, name="slip"),
]
