package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backends of third parties are found in each place that is documented. */
@ForEachCaller(Caller.WITH_IDS)
final class ExtensionsIT {

    private static final String USE = "\"$plash\" --from-shelf \"$IMAGE\" -- echo from the shelf\n";

    private final Plash plash;

    @TempDir
    private Path directory = Path.of("");

    ExtensionsIT(Plash plash) {
        this.plash = plash.with("IMAGE", plash.image().toString());
    }

    @Test
    void areFoundOnTheClassPathOfPlash() throws IOException {
        Path jar = ShelfJar.make(directory, "shelf");
        assertThat(plash.with("PLASH_CLASSPATH", jar.toString())
                        .shell("plash=plash\n" + USE)
                        .value())
                .isEqualTo("from the shelf");
    }

    @Test
    void areFoundInTheDirectoryOfTheUser() throws IOException {
        Path jar = ShelfJar.make(directory, "shelf");
        assertThat(plash.shell("export XDG_DATA_HOME=\"$PWD/share\"; mkdir -p share/plash/extensions; cp " + jar
                                + " share/plash/extensions/; plash=plash\n" + USE)
                        .value())
                .isEqualTo("from the shelf");
        assertThat(plash.shell("mkdir -p ~/.local/share/plash/extensions; cp " + jar
                                + " ~/.local/share/plash/extensions/; plash=plash\n" + USE
                                + "rm ~/.local/share/plash/extensions/*")
                        .value())
                .isEqualTo("from the shelf");
    }

    @Test
    void areCompleted() throws IOException {
        Path jar = ShelfJar.make(directory, "shelf");
        assertThat(plash.with("PLASH_CLASSPATH", jar.toString()).shell("""
                                complete=$(dirname "$(command -v plash)")/../lib/plash/complete
                                offered() { "$complete" "$@" | cut -f 1 | grep shelf || echo nothing; }
                                offered --from-s; offered run --from s
                                ls ~/.cache/plash | wc -l
                                PLASH_CLASSPATH=; offered --from-s""").value())
                .isEqualTo("--from-shelf\nshelf\n1\nnothing");
    }

    @Test
    void areCompletedFromTheDirectoryOfTheUser() throws IOException {
        Path jar = ShelfJar.make(directory, "shelf");
        assertThat(plash.shell(
                                "export XDG_CACHE_HOME=\"$PWD/cache\" XDG_DATA_HOME=\"$PWD/share\"; mkdir -p share/plash/extensions; cp "
                                        + jar
                                        + " share/plash/extensions/\n" + """
                                "$(dirname "$(command -v plash)")/../lib/plash/complete" --from-s | cut -f 1 | grep shelf
                                """)
                        .value())
                .isEqualTo("--from-shelf");
    }

    @Test
    void areFoundInTheInstallation() throws IOException {
        Path jar = ShelfJar.make(directory, "shelf");
        assertThat(plash.shell("""
                                installed=$(dirname "$(command -v plash)")/..
                                mkdir prefix prefix/bin prefix/lib
                                cp "$installed/bin/plash" prefix/bin/
                                cp -R "$(cd -P "$installed/lib/plash" && pwd)" prefix/lib/plash
                                sed -i "2s,.*,$PWD/prefix/lib/plash," prefix/lib/plash/jvm
                                plash=prefix/bin/plash
                                """ + "cp " + jar + " prefix/lib/plash/extensions/\n" + USE)
                        .value())
                .isEqualTo("from the shelf");
    }

    @Test
    void startHotUntilAJarChanges() throws IOException {
        Path jar = ShelfJar.make(directory, "shelf");
        assertThat(plash.shell("""
                                export XDG_DATA_HOME="$PWD/share"; mkdir -p share/plash/extensions
                                """ + "cp " + jar + " share/plash/extensions/shelf.jar\n" + """
                                cp "$IMAGE" shelf.tar
                                sleep 0.1
                                set -- --from-shelf "$PWD/shelf.tar" -- true
                                plash "$@"; plash "$@"
                                plash plan "$@" | head -n 1
                                cp share/plash/extensions/shelf.jar share/plash/extensions/again.jar
                                plash "$@" 2>/dev/null || echo refused
                                rm share/plash/extensions/again.jar; sleep 0.1
                                plash "$@"; plash plan "$@" | head -n 1""")
                        .value())
                .isEqualTo("# hot: this plan was kept and holds\nrefused\n# hot: this plan was kept and holds");
    }

    @Test
    void mayNotShareAName() throws IOException {
        Path jar = ShelfJar.make(directory, "shelf");
        Path other = Files.copy(jar, directory.resolve("other.jar"));
        assertThat(plash.with("PLASH_CLASSPATH", jar + ":" + other)
                        .run("build", "--from-shelf", "x")
                        .error())
                .contains("shelf", jar.toString(), other.toString());
    }

    @Test
    void mayNotTakeTheNameOfOneOfPlash() throws IOException {
        Path jar = ShelfJar.make(directory, "url");
        assertThat(plash.with("PLASH_CLASSPATH", jar.toString())
                        .run("build", "--from-url", "x")
                        .error())
                .contains("url", jar.toString(), "plash-source-url");
    }

    @Test
    void areNamedIfTheyCannotBeRead() throws IOException {
        Path missing = directory.resolve("missing.jar");
        assertThat(plash.with("PLASH_CLASSPATH", missing.toString())
                        .run("build", "--from-shelf", "x")
                        .error())
                .contains(missing.toString());
    }

    @Test
    void areNamedIfTheyAreNoJars() {
        assertThat(plash.shell("echo text >text.jar; PLASH_CLASSPATH=$PWD/text.jar plash build -f 1")
                        .error())
                .contains("/text.jar as a jar");
    }
}
