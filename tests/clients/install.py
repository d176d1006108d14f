"""Install the real clients of the vendors, each into an environment of its own.

A folder beside this file is a client: ``requirements.txt`` names a PyPI package, ``package.json``
an npm one. Two clients may share an import name, and none may change what fauxdesk itself runs
with. Run it with the interpreter of the environment that is to hold them.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
HOME = Path(sys.prefix) / "clients"


def install(client: Path) -> None:
    """Install one client unless what it asks for is installed already."""
    asked = next(f for n in ("requirements.txt", "package.json") if (f := client / n).exists())
    home = HOME / client.name
    stamp = home / "installed"
    wanted = hashlib.sha256(asked.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    if asked.suffix == ".json":
        if shutil.which("npm") is None:
            print(f"{client.name}: not installed, there is no npm; its tests will be skipped")
            return
        shutil.copy(asked, home)
        run("npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", cwd=home)
    else:
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "--target", str(home), "--requirement", str(asked), cwd=client)
    stamp.write_text(wanted)


def run(*command: str, cwd: Path) -> None:
    """Run a command; what it says goes to the terminal."""
    subprocess.run(command, cwd=cwd, check=True)


if __name__ == "__main__":
    for folder in sorted(path for path in HERE.iterdir() if path.is_dir()):
        if folder.name != "__pycache__":
            install(folder)
