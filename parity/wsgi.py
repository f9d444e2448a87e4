"""WSGI entry point for gunicorn; production unless the environment says otherwise."""

import os

from django.core.wsgi import get_wsgi_application

from meetings.reading.alone import keep_to_itself

keep_to_itself()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parity.settings")
os.environ.setdefault("PARITY_MODE", "production")
application = get_wsgi_application()
