"""A hub for those who have an account on this machine and are in the group `students` or `instructors`.

Run by root: each server is a process of its student, and what another may not read, the system says.
"""

from pathlib import Path
import sys

sys.path.insert(0, str(Path(__file__).parent))
import common

common.refuse_open_folders()
c = get_config()  # noqa: F821  JupyterHub gives it
common.configure(c)
c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.allowed_groups = {"students", "instructors"}  # so never root
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
