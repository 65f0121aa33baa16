from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "hotel.web"
    label = "web"
