from django.apps import AppConfig


class SeedConfig(AppConfig):
    name = "hotel.seed"
    label = "seed"
