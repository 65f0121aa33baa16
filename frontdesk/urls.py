from django.urls import URLPattern, path

from frontdesk.views import in_house

app_name = "frontdesk"
urlpatterns: list[URLPattern] = [
    path("in-house/", in_house.in_house, name="in-house"),
    path("coming/", in_house.coming, name="coming"),
]
