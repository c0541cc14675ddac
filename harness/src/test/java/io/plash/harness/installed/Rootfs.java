package io.plash.harness.installed;

import java.nio.file.Path;
import java.util.List;

/** A root filesystem of one static busybox, and how to make others of it. */
public final class Rootfs implements AutoCloseable {

    // Without chown: whoever imports it need not have more than one id.
    private static final String MAKE = """
            set -eu
            umask 022
            mkdir -p "$1/rootfs/bin" "$1/rootfs/etc" "$1/rootfs/root" "$1/rootfs/tmp" "$1/rootfs/home"
            cd "$1/rootfs"
            cp "$(command -v busybox)" bin/busybox
            for applet in $(bin/busybox --list); do [ "$applet" = busybox ] || ln -s busybox "bin/$applet"; done
            printf 'root:x:0:0:root:/root:/bin/sh\\n' >etc/passwd
            printf 'export PATH=/bin\\n' >etc/profile
            chmod 755 "$1"
            tar -cf "$1/rootfs.tar" .
            """;

    private final Path base;

    public Rootfs() {
        base = TemporaryDirectory.create();
        Command.run(List.of("sh", "-c", MAKE, "rootfs", base.toString()));
    }

    /** The archive of it. */
    public Path archive() {
        return base.resolve("rootfs.tar");
    }

    @Override
    public void close() {
        TemporaryDirectory.delete(base);
    }
}
