package io.plash.posix;

import java.util.Locale;

/** The system calls that are used, with their numbers: {@code asm/unistd_64.h} and {@code asm-generic/unistd.h}. */
enum SystemCall {
    CHROOT(161, 51),
    CLOSE(3, 57),
    COPY_FILE_RANGE(326, 285),
    FCHDIR(81, 50),
    FCHMOD(91, 52),
    FCHMODAT(268, 53),
    FCHOWN(93, 55),
    FCHOWNAT(260, 54),
    FSETXATTR(190, 7),
    FTRUNCATE(77, 46),
    GETDENTS64(217, 61),
    GETEUID(107, 175),
    GETPPID(110, 173),
    GETUID(102, 174),
    GETXATTR(191, 8),
    IOCTL(16, 29),
    LGETXATTR(192, 9),
    LINKAT(265, 37),
    LLISTXATTR(195, 12),
    LSEEK(8, 62),
    LSETXATTR(189, 6),
    MKDIRAT(258, 34),
    MKNODAT(259, 33),
    OPENAT(257, 56),
    OPENAT2(437, 437),
    PPOLL(271, 73),
    PRCTL(157, 167),
    READ(0, 63),
    READLINKAT(267, 78),
    REMOVEXATTR(197, 14),
    RENAMEAT(264, 38),
    SECCOMP(317, 277),
    SETXATTR(188, 5),
    STATX(332, 291),
    SYMLINKAT(266, 36),
    UMOUNT2(166, 39),
    UNLINKAT(263, 35),
    UNSHARE(272, 97),
    UTIMENSAT(280, 88),
    WAIT4(61, 260),
    WRITE(1, 64);

    /** Whether this machine is an aarch64 one; otherwise it is x86-64. */
    static final boolean AARCH64 = isAarch64(System.getProperty("os.arch", ""));

    private final int number;

    SystemCall(int onX86, int onAarch64) {
        this.number = isAarch64(System.getProperty("os.arch", "")) ? onAarch64 : onX86;
    }

    int number() {
        return number;
    }

    /** As the manual spells it. */
    String manualName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean isAarch64(String architecture) {
        return switch (architecture) {
            case "aarch64" -> true;
            case "amd64" -> false;
            default -> throw new IllegalStateException("no system call numbers for " + architecture);
        };
    }
}
