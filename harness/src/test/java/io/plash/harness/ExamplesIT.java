package io.plash.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.DockerRegistry;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Nginx;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples on the pages of the commands work as they are written, but for where images come from. */
@ForEachCaller(Caller.ROOT)
final class ExamplesIT {

    private static final Pattern EXAMPLES = Pattern.compile("(?s)\n## Examples?\n\n```sh\n(.*?)```");

    /** Containers 5 and 7 have package managers that know one package. It is what the servers have, too. */
    private static final String IMAGES = """
            mkdir -p changes/bin
            for program in apk pip; do
                printf '#!/bin/sh\\necho echo curl >/bin/curl\\nchmod +x /bin/curl\\n' >changes/bin/$program
                chmod +x changes/bin/$program
            done
            for id in 2 3 4 5 6 7; do
                plash add-layer $((id - 1)) changes
                mkdir -p changes
                echo $id >changes/$id
            done >/dev/null
            plash push 7 "$REGISTRY/alpine:3.20"
            plash export-tar 7 - | xz -0 >"$WWW/rootfs.tar.xz"
            mkdir -p "$WWW/meta/1.0"
            for release in alpine/3.20 debian/bookworm; do
                build=images/$release/$(dpkg --print-architecture)/default/20240901_13:00
                mkdir -p "$WWW/$build"
                cp "$WWW/rootfs.tar.xz" "$WWW/$build"
                (cd "$WWW/$build" && sha256sum rootfs.tar.xz >SHA256SUMS)
                echo "$build" | sed 's,images/\\(.*\\)/\\(.*\\)/\\(.*\\)/\\(.*\\)/\\(.*\\),\\1;\\2;\\3;\\4;\\5;/&/,'
            done >"$WWW/meta/1.0/index-user"
            """;

    /** What the directory of the reader has, and a Docker without an engine. */
    private static final String SURROUNDINGS = """
            cp -a "$PLASH_DATA" data
            export PLASH_DATA="$PWD/data"
            cp "$WWW/rootfs.tar.xz" .
            mkdir changes
            echo curl >requirements.txt
            echo '--from-lxc alpine:3.20' >tools.plash
            printf '%s\\n' '--from-id 7' '--entrypoint /bin/echo' >hello
            docker() {
                case $1 in
                    import) tar -t >/dev/null ;;
                    export) plash export-tar 1 - ;;
                esac
            }
            """;

    private final Nginx nginx;
    private final DockerRegistry registry;
    private final Plash plash;

    ExamplesIT(Plash plash) throws IOException {
        this.nginx = Nginx.start();
        this.registry = DockerRegistry.start();
        this.plash = plash.inNamespace("mount -t tmpfs none /mnt; mkdir /mnt/big")
                .with("WWW", nginx.root().toString())
                .with("REGISTRY", registry.address())
                .with("PLASH_LXC_SERVER", nginx.url());
    }

    @AfterEach
    void stop() {
        registry.close();
        nginx.close();
    }

    @TestFactory
    Stream<DynamicTest> work() throws IOException {
        plash.shell(IMAGES).value();
        return pages().stream()
                .map(page -> dynamicTest(page.getFileName().toString().replace(".md", ""), () -> assertWork(page)));
    }

    private void assertWork(Path page) {
        Result result = plash.shell(SURROUNDINGS + preparation(page) + "set -x\n" + asHere(examples(page)));
        assertThat(result.status()).as(result.stderr()).isZero();
    }

    /** What must have happened before. */
    private static String preparation(Path page) {
        return switch (page.getFileName().toString()) {
            case "add-layer.md", "chroot.md", "sudo.md" -> "plash copy 1 rootfs\n";
            case "mount.md" -> "umount /mnt\n"; // which another example has for its big disk
            case "plan.md" -> "plash build --from host\n";
            case "exec.md" -> """
                plash run 7 sh -c 'echo ready; exec sleep 60' >ready &
                running=$!
                trap 'kill $running' EXIT
                for tenth in $(seq 300); do [ ! -s ready ] || break; sleep 0.1; done
                """;
            default -> "";
        };
    }

    /** The same with what this machine has in place of the internet, of a terminal and of time. */
    private String asHere(String examples) {
        return examples.replace("https://example.com", nginx.url())
                .replace("localhost:5000", registry.address())
                .replace("import-docker ", "import-docker " + registry.address() + "/")
                .replace("plash purge\n", "echo yes | plash purge\n")
                .replace("plash test unit/", "plash test unit/map")
                .replace("4711", "$running");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(SourceTree.ROOT.resolve("docs/commands"))) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
        }
    }

    private static String examples(Path page) {
        try {
            Matcher matcher = EXAMPLES.matcher(Files.readString(page));
            assertThat(matcher.find()).as("examples on " + page).isTrue();
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
