from django.urls import path

from hotel.journal import views

app_name = "journal"
urlpatterns = [path("history/<str:ref>/", views.history, name="history")]
