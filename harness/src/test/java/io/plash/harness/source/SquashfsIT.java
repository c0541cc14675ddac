package io.plash.harness.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images that are a squashfs. */
@ForEachCaller(Caller.WITH_IDS)
final class SquashfsIT {

    private static final String PRODUCT = "alpine/3.20/amd64/default";

    /** What every container has, and what needs care. */
    private static final String MAKE = """
            mkdir root; cd root
            tar -xf "$IMAGE"
            printf 'content' >file; ln file link; ln -s /nowhere symlink; mkfifo fifo; chmod 4711 file; chmod 700 .
            setfattr -n user.note -v text file
            touch -h -d @1000000000 file symlink fifo .
            cd ..
            tar --xattrs --owner=0 --group=0 -C root -cf image.tar .
            tar2sqfs --quiet image.squashfs <image.tar
            """;

    private final Plash plash;

    SquashfsIT(Plash plash) {
        this.plash = plash.with("IMAGE", plash.image().toString());
    }

    @BeforeEach
    void needTheTools() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sqfs2tar")), "needs sqfs2tar");
    }

    private Result shell(String script) {
        return plash.shell(MAKE + script);
    }

    @Test
    void areWhatTheSameArchiveIs() {
        assertThat(shell("""
                        list() {
                            plash export-tar "$1" - | tar --xattrs -tvv --full-time | sort
                        }
                        list "$(plash import-tar image.tar)" >archive
                        list "$(plash import-tar image.squashfs)" >file
                        id=$(plash import-tar <image.squashfs)
                        list "$id" >stdin
                        grep -o user.note archive
                        cmp archive file
                        cmp archive stdin
                        plash run "$id" sh -c 'cat link; [ -p /fifo ]; stat -c %a,%h /file'""").value()).isEqualTo("user.note\ncontent4711,2");
    }

    @Test
    void areTakenFromAServerThatHasNoArchive() throws IOException {
        Path directory = Path.of(plash.shell(MAKE + "pwd").value());
        try (LxcServer server = new LxcServer()) {
            server.publish(PRODUCT, "20240901_05:24", directory.resolve("image.squashfs"));
            server.list();
            Plash caller = plash.with("PLASH_LXC_SERVER", server.url());

            assertThat(caller.value("import-lxc", "--dry", "alpine")).endsWith("/rootfs.squashfs");
            assertThat(caller.value("--from", "alpine", "--", "cat", "/link")).isEqualTo("content");

            // The archive is taken where there is one.
            server.publish(PRODUCT, "20240901_05:24", directory.resolve("image.tar"));
            server.list();
            assertThat(caller.value("import-lxc", "--dry", "alpine")).endsWith("/rootfs.tar.xz");
        }
    }

    @Test
    void areRefusedWhereTheyAreDamaged() {
        assertRefused("head -c 4000 image.squashfs >bad.squashfs");
        assertRefused("tr x y <image.squashfs >bad.squashfs");
    }

    @Test
    void areRefusedWhereANameLeadsElsewhere() {
        String image = "mkdir names; echo 1 >names/zz; echo 2 >names/a_b; gensquashfs -q -D names names.squashfs\n";
        assertRefused(image + "sed s/zz/../ names.squashfs >bad.squashfs");
        assertRefused(image + "sed s,a_b,a/b, names.squashfs >bad.squashfs");
    }

    /** In one line, and nothing of it is kept. */
    private void assertRefused(String script) {
        Result refused = shell(script + """

                        list() { find "$PLASH_DATA" -path '*/plan/*' -prune -o -print | sort; }
                        list >before
                        plash import-tar bad.squashfs || { status=$?; list | cmp before - || exit 2; exit $status; }
                        """);
        assertThat(refused.error()).isEqualTo("cannot unpack bad.squashfs: it is a damaged squashfs");
    }

    @Test
    void areNotUnpackedWithoutTheProgram() {
        Plash without = plash.inNamespace("mount --bind /dev/null /usr/bin/sqfs2tar");
        Result refused = without.shell(MAKE + "plash import-tar image.squashfs");

        assertThat(refused.error())
                .isEqualTo("cannot unpack image.squashfs: it is a squashfs, and sqfs2tar is not installed");
        assertThat(refused.stderr()).contains("apt install squashfs-tools-ng");
        assertThat(without.value("doctor"))
                .contains("missing  image sources: sqfs2tar", "apt install squashfs-tools-ng");
    }
}
