"""What a process that evaluates queries may do: no network, no program, no more memory."""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
from typing import NamedTuple

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

SET_DEATH_SIGNAL, SET_NO_NEW_PRIVILEGES = 1, 38
SET_FILTER, ALL_THREADS = 1, 1
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
NOT_PERMITTED, NOT_THERE = 1, 38
LOAD, EQUAL, AT_LEAST, HAS_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
THREAD_FLAG = 0x00010000
OTHER_NUMBERS = 0x40000000  # those of x32


class Machine(NamedTuple):
    """The numbers of system calls on one kind of machine."""

    architecture: int
    seccomp: int
    clone: int
    clone3: int
    denied: tuple[int, ...]


MACHINES = {
    # socket, connect, sendmsg, bind, listen, fork, vfork, execve, ptrace, open_by_handle_at,
    # process_vm_readv, process_vm_writev, execveat, io_uring_setup
    "x86_64": Machine(
        0xC000003E, 317, 56, 435, (41, 42, 46, 49, 50, 57, 58, 59, 101, 304, 310, 311, 322, 425)
    ),
    # the same; there is no fork and no vfork
    "aarch64": Machine(
        0xC00000B7, 277, 220, 435, (198, 203, 211, 200, 201, 221, 117, 265, 270, 271, 281, 425)
    ),
}


def sandbox(memory_bytes: int) -> dict[str, bool]:
    """Take from this process what evaluating queries does not need.

    Called once the store is open and all threads are there.

    Parameters
    ----------
    memory_bytes : int
        Address space beside what the process has now.

    Returns
    -------
    dict of str to bool
        Which of the belts this system has: ``memory``, ``core``, ``network``.
    """
    return {
        "memory": limit_memory(memory_bytes),
        "core": limit("RLIMIT_CORE", 0),
        "network": deny_system_calls(),
    }


def limit(name: str, value: int) -> bool:
    """Set one limit of this process."""
    if resource is None or not hasattr(resource, name):
        return False
    resource.setrlimit(getattr(resource, name), (value, value))
    return True


def limit_memory(more: int) -> bool:
    """Let the address space grow by so many bytes; Linux alone says how large it is."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[0])
    except OSError:
        return False
    return limit("RLIMIT_AS", pages * os.sysconf("SC_PAGE_SIZE") + more)


def limit_processor(seconds: float) -> None:
    """Let this process use so much more of the processor; then the kernel ends it."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def die_with_parent() -> None:
    """Have the kernel end this process when the one that made it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)


def deny_system_calls() -> bool:
    """Refuse sockets, programs and processes to all threads of this process, for ever."""
    machine = MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    code = filter_of(machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("@HP", len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return libc.syscall(machine.seccomp, SET_FILTER, ALL_THREADS, program) == 0


def filter_of(machine: Machine) -> bytes:
    """Return the program that the kernel runs at each system call.

    References
    ----------
    .. [1] Linux kernel documentation, Seccomp BPF.
       https://docs.kernel.org/userspace-api/seccomp_filter.html
    """
    steps = [
        (LOAD, 0, 0, 4),
        (EQUAL, 1, 0, machine.architecture),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, 0),
        (AT_LEAST, 0, 1, OTHER_NUMBERS),
        (RETURN, 0, 0, REFUSE | NOT_PERMITTED),
        (EQUAL, 0, 1, machine.clone3),  # its flags are out of reach: let libc take clone
        (RETURN, 0, 0, REFUSE | NOT_THERE),
    ]
    for number in machine.denied:
        steps += [(EQUAL, 0, 1, number), (RETURN, 0, 0, REFUSE | NOT_PERMITTED)]
    steps += [
        (EQUAL, 0, 3, machine.clone),
        (LOAD, 0, 0, 16),
        (HAS_BITS, 1, 0, THREAD_FLAG),
        (RETURN, 0, 0, REFUSE | NOT_PERMITTED),
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
