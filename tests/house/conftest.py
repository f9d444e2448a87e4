"""The syntax of the whole product is large: it is forgotten when the last test of this folder is over."""

from collections.abc import Iterator

import pytest

from tests.house.rooms import syntax


@pytest.fixture(autouse=True, scope="package")
def parsed_once() -> Iterator[None]:
    yield
    syntax.cache_clear()
