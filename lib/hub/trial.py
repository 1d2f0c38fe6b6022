"""A hub to try out on one's own computer: any name logs in, and all students are one user of the system.

Never for a class: there are no passwords, and each could read and change what the others have.
"""

import os
from pathlib import Path
import sys

sys.path.insert(0, str(Path(__file__).parent))
import common

drop = common.STATE / "handed-in"
drop.mkdir(mode=0o700, parents=True, exist_ok=True)
c = get_config()  # noqa: F821  JupyterHub gives it
common.configure(c, drop)
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(common.STATE / "homes" / "{username}")
if os.name == "posix" and os.geteuid() == 0:
    c.Spawner.args.append("--ServerApp.allow_root=True")  # accounts.py leaves root out
