"""The calls to the kernel that reading a file needs, by number; a process on its own (`alone.py`) makes no other.

No name of a file that is written, no socket, no other process stands here. A number is for x86-64, then for ARM and
RISC-V, which share theirs; None where the machine has no such call.
"""

from __future__ import annotations

Numbers = tuple[int | None, int | None]

ARCHITECTURE = {
    "x86_64": (0xC000003E, 0),
    "aarch64": (0xC00000B7, 1),
    "arm64": (0xC00000B7, 1),
    "riscv64": (0xC00000F3, 1),
}
"""What the kernel calls a machine, and which column holds for it."""

PLAIN: dict[str, Numbers] = {
    "read": (0, 63),
    "write": (1, 64),
    "readv": (19, 65),
    "writev": (20, 66),
    "pread64": (17, 67),
    "pwrite64": (18, 68),
    "lseek": (8, 62),
    "close": (3, 57),
    "fstat": (5, 80),
    "newfstatat": (262, 79),
    "stat": (4, None),
    "lstat": (6, None),
    "statx": (332, 291),
    "access": (21, None),
    "faccessat": (269, 48),
    "faccessat2": (439, 439),
    "open": (2, None),
    "openat": (257, 56),
    "readlink": (89, None),
    "readlinkat": (267, 78),
    "getcwd": (79, 17),
    "getdents64": (217, 61),
    "dup": (32, 23),
    "dup2": (33, None),
    "dup3": (292, 24),
    "fadvise64": (221, 223),
    "ftruncate": (77, 46),
    "fsync": (74, 82),
    "mmap": (9, 222),
    "munmap": (11, 215),
    "mprotect": (10, 226),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "brk": (12, 214),
    "mincore": (27, 232),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101),
    "gettimeofday": (96, 169),
    "time": (201, None),
    "times": (100, 153),
    "restart_syscall": (219, 128),
    "getrandom": (318, 278),
    "futex": (202, 98),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "getcpu": (309, 168),
    "set_robust_list": (273, 99),
    "rseq": (334, 293),
    "arch_prctl": (158, None),
    "membarrier": (324, 283),
    "getpid": (39, 172),
    "gettid": (186, 178),
    "getppid": (110, 173),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
    "getpgrp": (111, None),
    "uname": (63, 160),
    "sysinfo": (99, 179),
    "getrlimit": (97, 163),
    "getrusage": (98, 165),
    "poll": (7, None),
    "ppoll": (271, 73),
    "select": (23, None),
    "pselect6": (270, 72),
    "epoll_wait": (232, None),
    "umask": (95, 166),
    "alarm": (37, None),
    "setitimer": (38, 103),
    "exit": (60, 93),
    "exit_group": (231, 94),
}
"""Allowed whatever their arguments; Landlock decides which files `open` opens."""

ONLY_WITH: dict[str, tuple[Numbers, int, tuple[int | None, ...]]] = {
    "kill": ((62, 129), 0, (None,)),
    "tgkill": ((234, 131), 0, (None,)),
    "prlimit64": ((302, 261), 0, (0, None)),
    "fcntl": ((72, 25), 1, (0, 1, 2, 3, 1030)),  # copies of descriptors and their flags; no owner of signals
}
"""Allowed where the argument at this place has one of these values; None stands for this process."""
