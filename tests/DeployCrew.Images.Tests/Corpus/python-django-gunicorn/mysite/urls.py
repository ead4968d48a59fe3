urlpatterns = [
    path("healthz/", health),
]
