"""A hub that students enter from a course in Moodle, Canvas or another LMS (LTI 1.3), without a password.

Each gets an account of the system at the first visit. Its name is a digest of who the LMS says it is:
so no name of the LMS's choosing, such as root, is ever an account here.
"""

from hashlib import sha256
import os
from pathlib import Path
import sys

from jupyterhub.auth import LocalAuthenticator
from ltiauthenticator.lti13.auth import LTI13Authenticator

sys.path.insert(0, str(Path(__file__).parent))
import common


class Course(LTI13Authenticator, LocalAuthenticator):
    """Who comes from the LMS is let in, under an account of the system."""

    def normalize_username(self, username: str) -> str:
        return "lti-" + sha256(username.encode()).hexdigest()[:16]


common.refuse_open_folders()
c = get_config()  # noqa: F821  JupyterHub gives it
common.configure(c)
c.JupyterHub.authenticator_class = Course
c.Course.allow_all = True  # whom the LMS sends
c.Course.create_system_users = True
c.Course.username_key = "sub"  # the LMS's own number of the person; no mail address is asked for
c.Course.issuer = os.environ["LTI_ISSUER"]  # the LMS shows these four when the tool is registered
c.Course.client_id = {os.environ["LTI_CLIENT_ID"]}
c.Course.authorize_url = os.environ["LTI_AUTHORIZE_URL"]
c.Course.jwks_endpoint = os.environ["LTI_JWKS_URL"]
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
