"""What every hub of this kit has, whoever may log in; accounts.py, lti.py and trial.py begin with it.

The settings of JupyterLab are those that lib/kit.py has laid into .venv for one person at home. Nothing of
a student is known here: each has a process, a home and a record of their own.
"""

import os
from pathlib import Path
import stat
import sys
from typing import Any

KIT = Path(__file__).resolve().parents[2]
HAND_IN = Path(os.environ.get("FRUSKIT_HAND_IN") or "/srv/handed-in")
STATE = Path(os.environ.get("STATE_DIRECTORY") or KIT / ".hub")  # systemd names it so
CULLER = ["list:users", "read:users:activity", "read:servers", "delete:servers"]
MAKE = f"\nTo do: install -d -m 3773 -o YOU -g INSTRUCTORS {HAND_IN}"

MOVE = "\nTo do: move the kit to /srv, and start it with the system's own Python"


def configure(c: Any, hand_in: Path = HAND_IN) -> None:
    """Sets what all hubs share. hand_in: the folder that lessons are delivered to."""
    STATE.mkdir(mode=0o700, parents=True, exist_ok=True)
    c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # README.md: how it is reached from elsewhere
    c.JupyterHub.db_url = f"sqlite:///{STATE / 'hub.sqlite'}"
    c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
    c.JupyterHub.cleanup_servers = False  # students work on while the hub is started anew
    c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")

    c.Spawner.cmd = [sys.executable, "-P", str(KIT / "lib" / "hub" / "server.py")]
    c.Spawner.args = for_many()
    c.Spawner.environment = {"FRUSKIT_HAND_IN": str(hand_in), "JUPYTER_PREFER_ENV_PATH": "1"}
    c.Spawner.disable_user_config = True  # what one writes into ~/.jupyter cannot stop the server
    c.Spawner.poll_interval = 2  # seconds until a server that has ended can be started again
    c.Spawner.start_timeout = c.Spawner.http_timeout = 180  # a class comes at once

    # A server that nobody has used for an hour ends. What was answered or begun is on record by then.
    command = [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"]
    c.JupyterHub.services = [{"name": "culler", "command": command}]
    c.JupyterHub.load_roles = [{"name": "culler", "scopes": CULLER, "services": ["culler"]}]


def for_many() -> list[str]:
    """What helps where many share a machine."""
    return [
        "--KernelManager.transport=ipc",  # a file of the student's own, and no port for all
        "--MappingKernelManager.cull_idle_timeout=900",  # Python behind a page that was closed
        "--MappingKernelManager.cull_interval=120",
        "--KernelSpecManager.ensure_native_kernel=False",  # else each server imports the kernel
    ]


def takes_in(mode: int) -> bool:
    """Whether others may put files into a folder of this mode, and not list it or touch each other's;
    and whether the files come to belong to the folder's group."""
    wanted = stat.S_ISVTX | stat.S_ISGID | stat.S_IWOTH | stat.S_IXOTH
    return mode & (wanted | stat.S_IROTH) == wanted


def refuse_open_folders() -> None:
    """Ends the hub where a student could read what others hand in, or change the kit for all."""
    try:
        mode = HAND_IN.stat().st_mode
    except OSError as problem:
        sys.exit(f"{HAND_IN}: there is no such folder to hand in to ({problem.strerror}).{MAKE}")
    if not takes_in(mode):
        sys.exit(f"{HAND_IN}: its mode is {stat.S_IMODE(mode):o} and must be 3773.{MAKE}")
    for place in (KIT, KIT / "lib", KIT / "data", KIT / "notebooks", Path(sys.prefix)):
        if place.stat().st_mode & stat.S_IWOTH:
            sys.exit(f"{place}: anyone may write there.\nTo do: chmod -R o-w {KIT}")
    python = Path(sys.executable).resolve()
    for place in (Path(sys.prefix), KIT, *KIT.parents, python, *python.parents):
        if not place.stat().st_mode & stat.S_IXOTH:
            sys.exit(f"{place}: students cannot enter it.{MOVE}")
