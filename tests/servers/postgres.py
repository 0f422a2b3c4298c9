"""A real PostgreSQL server for tests: its own folder, its own port, gone at the end.

PostgreSQL refuses to run as root, so as root it is started as the user ``postgres`` (or ``nobody``).
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pg8000.dbapi
import pytest

if TYPE_CHECKING:
    from types import TracebackType


class Missing(Exception):
    """PostgreSQL's programs are not here; the message says so."""


def find_programs() -> Path:
    """Give the folder of PostgreSQL's programs. Raises Missing."""
    named = os.environ.get("CJM_POSTGRES_BIN")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = shutil.which("postgres")
    candidates = [Path(named)] if named else [*versions, *([Path(on_path).resolve().parent] if on_path else [])]
    for folder in candidates:
        if (folder / "postgres").is_file() and (folder / "initdb").is_file():
            return folder
    message = "PostgreSQL's server is not installed: apt-get install postgresql, or set CJM_POSTGRES_BIN."
    raise Missing(message)


class Postgres:
    """A server on a loopback port. Use as a context.

    Unless it is to be ``durable`` it does not wait for the disk, and would survive its own crash, not the machine's.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._durable = durable
        self._bin = find_programs()
        self._password = secrets.token_hex(16)
        self._user = _unprivileged()
        self._home = Path(tempfile.mkdtemp(prefix="cjm-postgres-"))
        self.port = _free_port()
        try:
            if self._user is not None:
                os.chown(self._home, self._user.pw_uid, self._user.pw_gid)
            secret = self._home / "password"
            secret.write_text(self._password, encoding="ascii")
            secret.chmod(0o644)
            self._run(
                "initdb", "--pgdata", self._data, "--username", "cjm", "--pwfile", str(secret), "--encoding", "UTF8",
                "--locale", "C.UTF-8", "--auth", "scram-sha-256", "--no-sync",
            )  # fmt: skip
            secret.unlink()
            self.start()
        except BaseException:
            shutil.rmtree(self._home, ignore_errors=True)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        self.stop("immediate")
        shutil.rmtree(self._home, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = {
            "listen_addresses": "127.0.0.1", "port": str(self.port), "unix_socket_directories": "",
            "max_connections": "100",
        }  # fmt: skip
        if not self._durable:
            settings |= {"fsync": "off", "full_page_writes": "off"}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        log = str(self._home / "log")
        self._run("pg_ctl", "start", "--pgdata", self._data, "--wait", "--log", log, "--options", options)

    def stop(self, mode: str = "fast") -> None:
        """Stop the server; ``immediate`` is as if it had crashed."""
        self._run("pg_ctl", "stop", "--pgdata", self._data, "--wait", "--mode", mode)

    def database(self, name: str) -> str:
        """Make a database; give its address."""
        self._execute("postgres", f"CREATE DATABASE {name}")
        return self.address(name)

    def address(self, name: str) -> str:
        """Give the address of a database."""
        return f"postgresql+pg8000://cjm:{self._password}@127.0.0.1:{self.port}/{name}"

    def empty(self, name: str) -> None:
        """Drop everything in a database; nobody may be using it."""
        self._execute(name, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")

    def _execute(self, database: str, *statements: str) -> None:
        connection = pg8000.dbapi.connect(
            user="cjm", password=self._password, host="127.0.0.1", port=self.port, database=database
        )
        try:
            connection.autocommit = True
            for statement in statements:
                connection.cursor().execute(statement)
        finally:
            connection.close()

    @property
    def _data(self) -> str:
        return str(self._home / "data")

    def _run(self, program: str, *arguments: str) -> None:
        identity = {} if self._user is None else {"user": self._user.pw_uid, "group": self._user.pw_gid}
        done = subprocess.run(
            [self._bin / program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, cwd=self._home, check=False, timeout=120,
            extra_groups=None if self._user is None else [], **identity,  # type: ignore[call-overload]
        )  # fmt: skip
        if done.returncode:
            message = f"{program} failed: {done.stderr.decode(errors='replace')}"
            raise RuntimeError(message)


def started() -> Postgres:
    """Give a server; where its programs are missing, skip the test, or fail it under CI."""
    try:
        return Postgres()
    except Missing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))


def _unprivileged() -> pwd.struct_passwd | None:
    """Give the user to become; None where we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    message = "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody."
    raise Missing(message)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
