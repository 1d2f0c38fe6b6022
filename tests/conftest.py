"""Keeps hypothesis steady, the same examples at every run, and the learner's own record out of it."""

import os
import tempfile

from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady", derandomize=True, database=None, deadline=None, max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("steady")
os.environ.setdefault("FRUSKIT_RECORD", os.path.join(tempfile.mkdtemp(), "record.sqlite"))
