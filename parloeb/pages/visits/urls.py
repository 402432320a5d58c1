from django.urls import path

from parloeb.pages.shared.guards import by_method
from parloeb.pages.visits import views

app_name = "visits"
urlpatterns = [
    path("ny/<uuid:case>/", by_method(get=views.new, post=views.register), name="new"),
    path("sag/<uuid:case>/", views.of_case, name="of_case"),
    path("<uuid:visit>/", views.detail, name="detail"),
    path("<uuid:visit>/ret/", by_method(get=views.edit, post=views.correct), name="correct"),
    path("<uuid:visit>/annuller/", by_method(get=views.annul_form, post=views.annul), name="annul"),
    path("<uuid:visit>/bekraeft/", views.confirm, name="confirm"),
    path("<uuid:visit>/tvivl/", by_method(get=views.doubt, post=views.question), name="question"),
]
