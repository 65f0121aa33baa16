from django.urls import URLPattern

app_name = "vip"

urlpatterns: list[URLPattern] = []
