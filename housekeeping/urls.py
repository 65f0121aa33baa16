from typing import Any

app_name = "housekeeping"
urlpatterns: list[Any] = []
