from django.urls import path

from parloeb.pages.correspondence import views

app_name = "letters"
urlpatterns = [
    path("<uuid:letter>/", views.detail, name="detail"),
    path("<uuid:letter>/pdf/", views.as_pdf, name="pdf"),
    path("<uuid:letter>/postet/", views.post, name="post"),
    path("<uuid:letter>/skriv-om/", views.rewrite, name="rewrite"),
    path("<uuid:letter>/proev-igen/", views.retry, name="retry"),
    path("<uuid:letter>/paa-papir/", views.on_paper, name="on_paper"),
]
