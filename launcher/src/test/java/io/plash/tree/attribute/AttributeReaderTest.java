package io.plash.tree.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.Shell;
import io.plash.text.RawPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttributeReaderTest {

    private final Posix posix = Posix.system();

    @TempDir
    private Path directory;

    @BeforeEach
    void makeFiles() throws IOException, InterruptedException {
        assumeTrue(posix.geteuid() == 0, "needs root to give files away");
        Shell.run("""
                cd "$1"
                touch root other group
                chown 1000:1000 other
                chown :1000 group
                chmod 4755 root other group
                setfattr -n user.rootlesscontainers -v 0x0821 root
                setfattr -n user.rootlesscontainers -v 0x0800 other
                setfattr -n user.rootlesscontainers -v 0x0800 group
                """, directory);
    }

    @Test
    void takesTheRecordedOwnerOfAFileOfRoot() throws IOException {
        assertThat(read("root").uid()).isEqualTo(33);
        assertThat(read("root").gid()).isZero();
    }

    /** Whoever owns a file can write to its attributes. */
    @Test
    void believesNobodyElseWhoTheOwnerIs() throws IOException {
        assertThat(read("other").uid()).isEqualTo(1000);
        assertThat(read("other").gid()).isEqualTo(1000);
        assertThat(read("other").xattrs()).isEmpty();
        assertThat(read("group").gid()).isEqualTo(1000);
    }

    private Attributes read(String name) throws IOException {
        int dir = posix.openat(Posix.AT_FDCWD, RawPath.bytes(directory), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        try {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            return new AttributeReader(posix, new Omissions()).read(dir, bytes, posix.fstatat(dir, bytes));
        } finally {
            posix.close(dir);
        }
    }
}
