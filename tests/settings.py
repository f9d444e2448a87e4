"""Settings of the tests: development mode, cheap password hashing, a data folder for each process."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("PARITY_MODE", "development")
if "PARITY_DATA" not in os.environ:
    os.environ["PARITY_DATA"] = tempfile.mkdtemp(prefix="parity-tests-")
    atexit.register(shutil.rmtree, os.environ["PARITY_DATA"], ignore_errors=True)
elif worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["PARITY_DATA"] = os.path.join(os.environ["PARITY_DATA"], worker)

from parity.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEBUG = False
# What is published is looked up anew each time, and no test but its own runs into the limit of requests.
PARITY_PUBLIC_SECONDS = 0
PARITY_STATA_AND_SPSS = False  # a second for each release that a test builds; tests of these files ask for them
PARITY_API_PER_MINUTE = 1_000_000
# Static files come from where they are written; nothing has to be collected for a test.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
