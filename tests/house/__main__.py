"""``python -m tests.house``: the table of rooms, floors, arrows and circles."""

from tests.house.rooms import main

main()
