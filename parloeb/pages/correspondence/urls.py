from django.urls import path

from parloeb.pages.correspondence import inviting, own_texts, views
from parloeb.pages.shared.guards import by_method

app_name = "letters"
urlpatterns = [
    path("indbyd/<uuid:case>/", by_method(get=inviting.form_of, post=inviting.invite), name="invite"),
    path("tekster/", own_texts.read, name="own_texts"),
    path("tekster/skriv/", by_method(get=own_texts.form_of, post=own_texts.write), name="write_own_text"),
    path("<uuid:letter>/", views.detail, name="detail"),
    path("<uuid:letter>/pdf/", views.as_pdf, name="pdf"),
    path("<uuid:letter>/postet/", views.post, name="post"),
    path("<uuid:letter>/blev-postet/", views.posted, name="posted"),
    path("<uuid:letter>/skriv-om/", views.rewrite, name="rewrite"),
    path("<uuid:letter>/laeg-vaek/", views.put_away, name="put_away"),
    path("<uuid:letter>/proev-igen/", views.retry, name="retry"),
    path("<uuid:letter>/fortryd/", inviting.withdraw, name="withdraw"),
    path("<uuid:letter>/paa-papir/", views.on_paper, name="on_paper"),
]
