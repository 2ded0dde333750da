/* LD_PRELOAD recorder: every write, truncate, sync, unlink and rename of files under $CRASHLOG_DIR goes, in order, to $CRASHLOG_OUT.
   powercut.py replays a prefix of it and forgets what was not synced: a power cut at any instant.
   build: cc -O2 -shared -fPIC -o crashlog.so crashlog.c -ldl */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char *paths[4096];
static int out = -1;
static const char *dir;
static pthread_mutex_t mu = PTHREAD_MUTEX_INITIALIZER;
struct rec { uint32_t op, plen; uint64_t off, len; };

#define REAL(name, type) static __typeof__(type) r; if (!r) r = (type)dlsym(RTLD_NEXT, name)
typedef ssize_t (*write_t)(int, const void *, size_t);
static ssize_t rwrite(int fd, const void *b, size_t n) { REAL("write", write_t); return r(fd, b, n); }

__attribute__((constructor)) static void init(void) {
    dir = getenv("CRASHLOG_DIR");
    const char *o = getenv("CRASHLOG_OUT");
    if (!dir || !o) return;
    int fd = open(o, O_WRONLY | O_CREAT | O_APPEND, 0644);
    out = fcntl(fd, F_DUPFD, 600); /* out of the way of a child that closes what it inherited (bench/killing/process.py) */
    close(fd);
}
static void log_op(uint32_t op, const char *p, uint64_t off, const void *b, uint64_t n) {
    if (out < 0) return;
    struct rec h = { op, (uint32_t)strlen(p), off, n };
    pthread_mutex_lock(&mu);
    struct iovec v[3] = { { &h, sizeof h }, { (void *)p, h.plen }, { (void *)b, b ? n : 0 } };
    ssize_t w = writev(out, v, 3); (void)w;
    pthread_mutex_unlock(&mu);
}
static int under(const char *p) { size_t n = strlen(dir); return strncmp(p, dir, n) == 0 && p[n] == '/'; }
static int seen(int fd, const char *p, int flags) {
    if (fd >= 0 && fd < 4096 && dir && p) {
        free(paths[fd]); paths[fd] = 0;
        if (under(p)) { paths[fd] = strdup(p + strlen(dir) + 1); if (flags & O_TRUNC) log_op(2, paths[fd], 0, 0, 0); }
    }
    return fd;
}
#define OPENBODY(name) va_list ap; va_start(ap, flags); int mode = va_arg(ap, int); va_end(ap); \
    REAL(name, int (*)(const char *, int, ...)); return seen(r(p, flags, mode), p, flags)
int open(const char *p, int flags, ...) { OPENBODY("open"); }
int open64(const char *p, int flags, ...) { OPENBODY("open64"); }
int openat(int d, const char *p, int flags, ...) { va_list ap; va_start(ap, flags); int mode = va_arg(ap, int); va_end(ap);
    REAL("openat", int (*)(int, const char *, int, ...)); return seen(r(d, p, flags, mode), p, flags); }
int openat64(int d, const char *p, int flags, ...) { va_list ap; va_start(ap, flags); int mode = va_arg(ap, int); va_end(ap);
    REAL("openat64", int (*)(int, const char *, int, ...)); return seen(r(d, p, flags, mode), p, flags); }
int close(int fd) { REAL("close", int (*)(int)); if (fd >= 0 && fd < 4096 && paths[fd]) { free(paths[fd]); paths[fd] = 0; } return r(fd); }
#define TR(fd) (fd >= 0 && fd < 4096 && paths[fd])
ssize_t write(int fd, const void *b, size_t n) {
    off_t o = TR(fd) ? lseek(fd, 0, SEEK_CUR) : 0; ssize_t k = rwrite(fd, b, n);
    if (k > 0 && TR(fd)) log_op(1, paths[fd], o, b, k);
    return k;
}
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { REAL("pwrite", ssize_t (*)(int, const void *, size_t, off_t));
    ssize_t k = r(fd, b, n, o); if (k > 0 && TR(fd)) log_op(1, paths[fd], o, b, k); return k; }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { REAL("pwrite64", ssize_t (*)(int, const void *, size_t, off64_t));
    ssize_t k = r(fd, b, n, o); if (k > 0 && TR(fd)) log_op(1, paths[fd], o, b, k); return k; }
int ftruncate(int fd, off_t n) { REAL("ftruncate", int (*)(int, off_t)); int k = r(fd, n); if (!k && TR(fd)) log_op(2, paths[fd], n, 0, 0); return k; }
int ftruncate64(int fd, off64_t n) { REAL("ftruncate64", int (*)(int, off64_t)); int k = r(fd, n); if (!k && TR(fd)) log_op(2, paths[fd], n, 0, 0); return k; }
int fsync(int fd) { REAL("fsync", int (*)(int)); int k = r(fd); if (!k && TR(fd)) log_op(3, paths[fd], 0, 0, 0); return k; }
int fdatasync(int fd) { REAL("fdatasync", int (*)(int)); int k = r(fd); if (!k && TR(fd)) log_op(3, paths[fd], 0, 0, 0); return k; }
int unlink(const char *p) { REAL("unlink", int (*)(const char *)); int k = r(p);
    if (!k && dir && under(p)) log_op(4, p + strlen(dir) + 1, 0, 0, 0); return k; }
int rename(const char *p, const char *q) { REAL("rename", int (*)(const char *, const char *)); int k = r(p, q);
    if (!k && dir && under(p) && under(q)) { const char *n = q + strlen(dir) + 1; log_op(5, p + strlen(dir) + 1, 0, n, strlen(n)); } return k; }
