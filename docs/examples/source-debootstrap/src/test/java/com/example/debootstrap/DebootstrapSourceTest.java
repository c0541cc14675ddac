package com.example.debootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.api.image.ImageSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real mmdebstrap, and a mirror that is small. */
final class DebootstrapSourceTest extends ImageSourceContract {

    private static TinyMirror mirror;

    @BeforeAll
    static void startTheMirror(@TempDir Path directory) throws IOException, InterruptedException {
        for (String program : List.of("mmdebstrap", "gpg", "gpg-agent", "dpkg-deb")) {
            assumeTrue(isInstalled(program), "needs " + program);
        }
        mirror = new TinyMirror(directory);
    }

    @AfterAll
    static void stopTheMirror() throws IOException, InterruptedException {
        if (mirror != null) {
            mirror.close();
        }
    }

    @Override
    protected ImageSource source() {
        return new DebootstrapSource(mirror::url, mmdebstrap());
    }

    /** Nothing is run of what comes from the mirror, for it is no whole system. */
    private static Mmdebstrap mmdebstrap() {
        return new Mmdebstrap(List.of("--variant=extract", "--include=hello", "--keyring=" + mirror.keyring()));
    }

    @Override
    protected String goodName() {
        return "bookworm/amd64";
    }

    @Override
    protected List<String> nonsense() {
        return List.of(
                "",
                "--help",
                "../../etc",
                "Bookworm",
                "bookworm main",
                "bookworm\n",
                "bookworm/",
                "a/b/c",
                "bookworm@sha256:0",
                "$(id)",
                "x".repeat(10_000));
    }

    @Override
    protected List<String> unfetchable() {
        return List.of("no-such-suite", "bookworm/m68k", "bookworm@sha256:" + "0".repeat(64));
    }

    @Test
    void takesTheArchitectureOfThisMachine() throws IOException {
        assertThat(source().resolve("bookworm").name()).matches("bookworm/[a-z0-9-]+");
    }

    @Test
    void refusesAPinnedImageOnceTheMirrorHasALaterRelease() throws IOException, InterruptedException {
        ImageReference pinned = source().pin(source().resolve(goodName()), downloader());

        mirror.publish();

        assertThatThrownBy(() -> fetch(pinned))
                .isInstanceOf(PlashException.class)
                .hasMessage("cannot make " + pinned + ": the mirror has a later release of it by now");
    }

    @Test
    void makesNothingOfAReleaseThatComesMeanwhile(@TempDir Path directory) {
        Release before = new Release(Digest.sha256("before"), Instant.EPOCH);
        Suite suite = Suite.parse(goodName());

        assertThatThrownBy(() -> mmdebstrap().make(suite, before, mirror.url(), directory))
                .isInstanceOf(PlashException.class)
                .hasMessage("cannot make bookworm/amd64: the mirror has just got another release");
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
