from django.urls import path

from complaints import views

app_name = "complaints"

urlpatterns = [
    path("", views.complaints, name="complaints"),
    path("new/", views.new, name="new"),
    path("new/weigh/", views.weighed, name="weigh"),
    path("new/stay/<int:stay_id>/", views.from_stay, name="from-stay"),
    path("<int:complaint_id>/", views.complaint, name="complaint"),
    path("<int:complaint_id>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<int:complaint_id>/facts/", views.facts, name="facts"),
    path("<int:complaint_id>/promise/", views.promise, name="promise"),
    path("<int:complaint_id>/contacted/", views.contacted, name="contacted"),
    path("<int:complaint_id>/option/", views.option, name="option"),
    path("options/<int:option_id>/answer/", views.answer, name="answer"),
    path("<int:complaint_id>/note/", views.note, name="note"),
    path("<int:complaint_id>/hand-over/", views.hand_over, name="hand-over"),
    path("<int:complaint_id>/escalate/", views.escalate, name="escalate"),
    path("<int:complaint_id>/compensate/", views.compensate, name="compensate"),
    path("<int:complaint_id>/resolve/", views.resolve, name="resolve"),
    path("follow-ups/<int:follow_up_id>/done/", views.follow_up, name="follow-up"),
    path("<int:complaint_id>/close/", views.close, name="close"),
    path("<int:complaint_id>/reopen/", views.reopen, name="reopen"),
    path("<int:complaint_id>/withdraw/", views.withdraw, name="withdraw"),
]
