"""``make bench``: every benchmark on SQLite, and on PostgreSQL where one listens on 127.0.0.1 (user ``postgres``).

The PostgreSQL runs use a database of their own, ``parity_bench``, made before and dropped after.
"""

import os
import subprocess
import sys

BENCHMARKS = ("imports", "aggregates")
SERVER = os.environ.get("PARITY_BENCH_SERVER", "postgres://postgres@127.0.0.1:5432")


def run(name: str, database: str | None) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    if database:
        environment["DATABASE_URL"] = database
    subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], env=environment, check=True)


def main() -> None:
    for name in BENCHMARKS:
        run(name, None)
    import psycopg

    try:
        server = psycopg.connect(f"{SERVER}/postgres", autocommit=True)
    except psycopg.OperationalError:
        print("No PostgreSQL server answers; only SQLite was measured.")
        return
    with server:
        for name in BENCHMARKS:
            server.execute("DROP DATABASE IF EXISTS parity_bench")
            server.execute("CREATE DATABASE parity_bench")
            try:
                run(name, f"{SERVER}/parity_bench")
            finally:
                server.execute("DROP DATABASE parity_bench")


if __name__ == "__main__":
    main()
