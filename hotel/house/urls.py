from django.urls import path

from hotel.house import views

app_name = "house"
urlpatterns = [
    path("", views.shipped_defaults, name="shipped"),
    path("<slug:key>/reset/", views.reset, name="reset"),
]
