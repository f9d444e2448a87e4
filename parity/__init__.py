"""The Django project: settings, addresses, middleware and probes; nothing imports it."""
