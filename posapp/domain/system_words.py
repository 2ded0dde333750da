"""What the operating system said no to, as a refusal with the next step."""

from __future__ import annotations

import errno

from posapp.domain.errors import Refused, is_disk_full

_CODES = {
    errno.ENOENT: "file_missing",
    errno.ENOTDIR: "file_missing",
    errno.EISDIR: "file_is_folder",
    errno.EACCES: "file_closed",
    errno.EPERM: "file_closed",
    errno.EROFS: "file_closed",
    errno.EEXIST: "file_exists",
    errno.EADDRINUSE: "port_taken",
    errno.EADDRNOTAVAIL: "address_elsewhere",
}


def refusal_of(error: OSError, what: object = "") -> Refused:
    """`what`: what it was about, a file or an address, where the error itself does not name it."""
    named = str(error.filename or what)
    if is_disk_full(error):
        return Refused("disk_full")
    code = _CODES.get(error.errno or 0)
    if code is None or not named:
        return Refused("system_said", what=named or "…", reason=error.strerror or str(error))
    return Refused(code, file=named)
