package io.plash.harness.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs start in root filesystems that lack things, and in those that try to reach the host. */
@ForEachCaller({Caller.ROOT, Caller.SINGLE_ID})
final class ContainerRootIT {

    private static final String MAKE = """
            mkdir -p rootfs/bin outside/dir
            echo untouched | tee outside/file >outside/dir/file
            cp "$(command -v busybox)" rootfs/bin/busybox
            for applet in sh env ls cat stat test echo mkdir touch readlink; do ln -s busybox rootfs/bin/$applet; done
            """;

    private final Plash plash;

    ContainerRootIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void needsNothingButAShellAndEnv() {
        assertThat(in("", "plash run $id ls / /proc/self/status /dev/null /sys/kernel")
                        .value())
                .contains("bin", "dev", "home", "proc", "sys", "tmp", "/proc/self/status", "/dev/null");
    }

    @Test
    void saysThatThereIsNoShell() {
        Result result = in("rm rootfs/bin/sh", "plash run $id ls");
        assertThat(result.status()).isEqualTo(127);
        assertThat(result.stderr()).isEqualTo("plash: error: the container has no /bin/sh\n");
    }

    @Test
    void hasADefaultShellWithoutPasswd() {
        assertThat(in("", "echo 'echo \"$0\"' | plash run $id").value()).isEqualTo("/bin/sh");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                // Links out of the container, in place of what is mounted and of what leads to it.
                "mkdir rootfs/etc; ln -s \"$PWD/outside/file\" rootfs/etc/resolv.conf",
                "mkdir rootfs/etc; ln -s ../../../../../../../../..$PWD/outside/file rootfs/etc/resolv.conf",
                "ln -s \"$PWD/outside/dir\" rootfs/etc",
                "for name in dev tmp home proc sys root etc; do ln -s \"$PWD/outside/dir\" rootfs/$name; done",
                "for name in dev tmp home proc sys root etc; do ln -s ../../../../.. rootfs/$name; done",
                "for name in dev tmp home proc sys root etc; do ln -s $name rootfs/$name; done",
                // Something else in place of a directory, and of a file.
                "for name in dev tmp home proc sys root etc; do echo file >rootfs/$name; done",
                "mkdir -p rootfs/etc/resolv.conf/dir",
            })
    void mountsInsideWhateverIsInThePlaceOfAMountPoint(String trap) {
        Result result = in(trap, """
                plash run $id sh -c 'cat /proc/self/status >/dev/null; test -c /dev/null; test -d /tmp; cat /etc/resolv.conf >/dev/null; echo fine'
                plash build -f $id --run 'touch /built' >/dev/null 2>&1
                [ "$(find outside -type f | xargs cat | sort -u)" = untouched ]
                [ "$(find outside | wc -l)" = 4 ]
                """);
        assertThat(result.value()).isEqualTo("fine");
    }

    /** Runs a script with a fresh image, whose root filesystem was changed before it was imported. */
    private Result in(String change, String script) {
        return plash.shell(MAKE
                + change
                + "\ntar -cf rootfs.tar --owner=0 --group=0 -C rootfs .\n"
                + "id=$(plash import-tar rootfs.tar)\n"
                + script);
    }
}
