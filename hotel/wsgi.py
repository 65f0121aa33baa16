"""The pages. `hotel.asgi` runs this on a fixed pool of threads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotel.settings.dev")

application = get_wsgi_application()
