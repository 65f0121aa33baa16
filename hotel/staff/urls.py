from django.urls import include, path

from hotel.staff import views

staff = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("language/", views.language, name="language"),
    path("lock/", views.lock, name="lock"),
    path("unlock/", views.unlock, name="unlock"),
    path("badges/", views.badges, name="badges"),
    path("active/", views.active, name="active"),
    path("me/", views.me, name="me"),
    path("me/taste/", views.set_taste, name="set-taste"),
    path("me/quick-code/", views.set_quick_code, name="set-quick-code"),
    path("me/password/", views.set_password, name="set-password"),
    path("roster/", views.roster, name="roster"),
    path("roster/put/", views.put_on_duty, name="put-on-duty"),
    path("roster/<int:duty_id>/off/", views.take_off_duty, name="take-off-duty"),
]

# `home` stands outside the namespace: every app links to it.
urlpatterns = [
    path("", views.home, name="home"),
    path("", include((staff, "staff"))),
]
