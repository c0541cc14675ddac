package io.plash.source.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.api.PlashException;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.api.image.ImageSourceContract;
import io.plash.api.mount.BindMount;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The image of the very machine that the test runs on. What is mirrored of any machine is in {@link MirrorTest}. */
final class HostSourceTest extends ImageSourceContract {

    /** Unpacks the archive {@code $1}, binds the paths that follow the {@code --} before the command, and goes in. */
    private static final String ENTER = """
            set -e
            mkdir rootfs
            mount -t tmpfs -o mode=755 tmpfs rootfs
            tar -xf "$1" -C rootfs
            shift
            while test "$1" != --; do
                mount --bind "$1" "rootfs$1"
                mount -o remount,bind,ro "rootfs$1"
                shift
            done
            shift
            mount -t proc proc rootfs/proc
            mount --rbind /dev rootfs/dev
            exec chroot rootfs "$@"
            """;

    @TempDir
    Path directory;

    @Override
    protected ImageSource source() {
        return new HostSource();
    }

    @Override
    protected String goodName() {
        return "";
    }

    @Override
    protected List<String> nonsense() {
        return List.of("debian", "../..", "\n", "00000000000000000000000000000000");
    }

    @Override
    protected List<String> unfetchable() {
        return List.of();
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(ImageSource.class)).hasAtLeastOneElementOfType(HostSource.class);
    }

    @Test
    void saysThatThereIsOnlyOneMachine() {
        assertThatThrownBy(() -> source().resolve("debian"))
                .isInstanceOf(PlashException.class)
                .hasMessage("no image: host:debian")
                .extracting(thrown -> ((PlashException) thrown).hint())
                .isEqualTo("leave the name out, there is one machine");
    }

    @Test
    void doesNotFetchUnderANameFromBeforeAChange() {
        ImageReference stale = new ImageReference("host", "00000000000000000000000000000000");

        assertThatThrownBy(() -> fetch(stale))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot mirror this machine: its files have just changed");
    }

    @Test
    void bindsUsrReadOnly() throws IOException {
        assertThat(fetch().binds())
                .contains(new BindMount("/usr", "/usr", true))
                .allMatch(BindMount::readOnly);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/sh -c 'test $$ -gt 0'",
                "/bin/ls -l /etc/passwd",
                "/usr/bin/id root",
                "/usr/bin/env true",
                "/usr/bin/python3 -c 'import ssl, json, sys; ssl.create_default_context(); sys.exit(0)'",
                "/usr/bin/perl -MPOSIX -e 'exit 0'",
                "/usr/bin/java -version",
                "/usr/bin/git --version",
                "/bin/bash -lc 'exit 0'",
            })
    void startsTheProgramsOfThisMachine(String command) throws IOException, InterruptedException {
        String program = command.split(" ", 2)[0];
        assumeTrue(Files.isExecutable(Path.of(program)), program + " is not installed");

        assertThat(enter("/bin/sh", "-c", command)).isZero();
    }

    @Test
    void hasNothingOfUsrToWriteTo() throws IOException, InterruptedException {
        assertThat(enter("/bin/sh", "-c", "touch /usr/x 2>/dev/null")).isNotZero();
        assertThat(Path.of("/usr/x")).doesNotExist();
    }

    @Test
    void hasNoSecretsOfThisMachine() throws IOException, InterruptedException {
        assertThat(enter("/bin/sh", "-c", "test ! -e /etc/shadow && test ! -e /etc/gshadow"))
                .isZero();
        assertThat(enter("/bin/sh", "-c", "test ! -e /etc/ssl/private && test ! -e /etc/ssh"))
                .isZero();
        assertThat(enter("/bin/sh", "-c", "test -z \"$(find /etc /var -type f ! -perm -o=r)\""))
                .isZero();
    }

    @Test
    void belongsToRootAlone() throws IOException, InterruptedException {
        assertThat(enter("/bin/sh", "-c", "test -z \"$(find / -xdev \\( ! -uid 0 -o ! -gid 0 \\))\""))
                .isZero();
    }

    private FetchedImage fetch() throws IOException {
        return fetch(source().resolve(""));
    }

    /** The exit status of a command in a container made of the image, with real mounts. */
    private int enter(String... command) throws IOException, InterruptedException {
        assumeTrue(run(List.of("true")) == 0, "only root can mount here");
        Path work = Files.createTempDirectory(directory, "work");
        FetchedImage image = fetch();
        Path archive = work.resolve("archive");
        try (InputStream in = image.layers().get(0).content().open()) {
            Files.copy(in, archive);
        }
        List<String> line = new ArrayList<>(
                List.of("sh", "-c", "cd \"$1\"; shift;" + ENTER, "sh", work.toString(), archive.toString()));
        image.binds().forEach(bind -> line.add(bind.source()));
        line.add("--");
        line.addAll(List.of(command));
        return run(line);
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("unshare", "--mount");
        builder.command().addAll(command);
        Path said = directory.resolve("said");
        int status = builder.redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            System.err.println(Files.readString(said, UTF_8));
        }
        return status;
    }
}
