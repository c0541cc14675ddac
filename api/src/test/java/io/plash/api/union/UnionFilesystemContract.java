package io.plash.api.union;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.api.Availability;
import io.plash.api.Requirement.State;
import io.plash.api.mount.MountEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link UnionFilesystem} has to keep to. A filesystem's test extends this. */
public abstract class UnionFilesystemContract {

    /** A filesystem of its own: made anew, as plash does. */
    protected abstract UnionFilesystem filesystem();

    /** Whether a layer may have a colon in its path; one that takes none refuses it. */
    protected boolean takesColons() {
        return true;
    }

    @TempDir
    Path directory;

    @Test
    void saysInOneLineWhatItNeeds() {
        assertThat(filesystem().requirements()).allSatisfy(one -> {
            assertThat(one.name()).isNotBlank().doesNotContain("\n");
            assertThat(one.detail() + one.remedy()).doesNotContain("\n");
            assertThat(one.state() == State.OK)
                    .as("%s needs no remedy", one)
                    .isEqualTo(one.detail().isEmpty());
        });
    }

    @Test
    void hasALowerCaseWordAsName() {
        assertThat(filesystem().name())
                .matches("[a-z][a-z0-9-]*")
                .isEqualTo(filesystem().name());
    }

    @Test
    void hasAPublicConstructorWithoutParameters() throws ReflectiveOperationException {
        assertThat(filesystem().getClass().getConstructor().newInstance()).isInstanceOf(UnionFilesystem.class);
    }

    @Test
    void saysTheSameTwiceAboutItsAvailability() {
        assertThat(filesystem().availability())
                .isNotNull()
                .isEqualTo(filesystem().availability());
    }

    @Test
    void saysInOneLineWhyItIsUnavailable() {
        if (filesystem().availability() instanceof Availability.Unavailable reason) {
            assertThat(reason.reason()).isNotBlank().doesNotContain("\n").doesNotEndWith(".");
            assertThat(reason.hint()).isNotNull().doesNotContain("\n");
        }
    }

    @Test
    void mountsOnTheMountpoint() {
        assertThat(filesystem().mount(writable("", false)).target()).isEqualTo("mnt");
        assertThat(filesystem().mount(readOnly("", true)).target()).isEqualTo("mnt");
    }

    @Test
    void saysTheSameTwice() {
        assertThat(filesystem().mount(writable("", false)))
                .isEqualTo(filesystem().mount(writable("", false)));
    }

    @Test
    void putsTheTopmostLayerFirst() {
        assertThat(filesystem().mount(writable("", false)).fstabLine()).containsSubsequence("top", "bottom");
    }

    @Test
    void tellsALayerWithAColonFromTwoLayers() {
        assumeTaken(":");
        assertThat(filesystem().mount(layers("a:b"))).isNotEqualTo(filesystem().mount(layers("a", "b")));
    }

    @Test
    void tellsALayerWithABackslashFromAnEscapedOne() {
        assumeTaken(":");
        assertThat(filesystem().mount(layers("a\\:b")))
                .isNotEqualTo(filesystem().mount(layers("a:b")));
        assertThat(filesystem().mount(layers("a\\,b")))
                .isNotEqualTo(filesystem().mount(layers("a,b")));
        assertThat(filesystem().mount(layers("a\\\\b")))
                .isNotEqualTo(filesystem().mount(layers("a\\b")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void refusesNoOrdinaryNumberOfLayers(int count) {
        String[] layers = IntStream.range(0, count).mapToObj(i -> "index/" + i).toArray(String[]::new);

        assertThat(filesystem().mount(layers(layers)).fstabLine()).contains(layers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " x", "\tx", ":x", ",x", "\\x", "\\", "#x", "=x", "'x", "\"x", "\\040x", "ä"})
    void staysALineOfSixFieldsWithAnyPath(String odd) {
        assumeTaken(odd);
        String line = filesystem().mount(writable(odd, false)).fstabLine();

        assertThat(line).doesNotContain("\n");
        assertThat(line.split(" ")).hasSize(6).noneMatch(String::isEmpty);
    }

    @Test
    void neverMountsAndMakesNothingByItself() throws IOException {
        List<String> mounts = Files.readAllLines(Path.of("/proc/self/mounts"));
        UnionMount union = new UnionMount(
                List.of(directory + "/top"),
                Optional.of(new Changes(directory + "/up", directory + "/work")),
                directory + "/mnt",
                false);

        filesystem().availability();
        filesystem().mount(union);
        filesystem().explain(union, directory);

        assertThat(Files.readAllLines(Path.of("/proc/self/mounts"))).isEqualTo(mounts);
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " x y", ":x:y", "\\x\\", "\\:", "ä"})
    void showsTheLayersAndKeepsTheChanges(String odd) throws IOException, InterruptedException {
        assumeTaken(odd);
        mountForReal(writable(odd, !isRoot()), odd, """
                test "$(cat "mnt$1/both")" = top
                test "$(cat "mnt$1/below")" = bottom
                echo changed > "mnt$1/below"
                rm "mnt$1/both"
                echo new > "mnt$1/new"
                test "$(cat "mnt$1/below")" = changed
                test ! -e "mnt$1/both"
                test "$(cat "up$1/new")" = new
                test "$(cat "bottom$1/below")" = bottom
                test "$(cat "top$1/both")" = top
                """);
    }

    @Test
    void mountsPathsWithCommas() throws IOException, InterruptedException {
        mountForReal(writable(",x,y", !isRoot()), ",x,y", """
                test "$(cat "mnt$1/both")" = top
                test "$(cat "mnt$1/below")" = bottom
                """);
    }

    @Test
    void isReadOnlyWithoutChanges() throws IOException, InterruptedException {
        mountForReal(readOnly("", !isRoot()), "", """
                test "$(cat mnt/both)" = top
                test "$(cat mnt/below)" = bottom
                if (echo x > mnt/new) 2>/dev/null; then exit 1; fi
                if rm mnt/below 2>/dev/null; then exit 1; fi
                test "$(ls top bottom)" = "$(printf 'bottom:\\nbelow\\nboth\\n\\ntop:\\nboth')"
                """);
    }

    @Test
    void showsASingleLayerReadOnly() throws IOException, InterruptedException {
        UnionMount union = new UnionMount(List.of("bottom"), Optional.empty(), "mnt", !isRoot());

        mountForReal(union, "", """
                test "$(cat mnt/both)" = bottom
                if rm mnt/below 2>/dev/null; then exit 1; fi
                """);
    }

    private void assumeTaken(String odd) {
        assumeTrue(takesColons() || !odd.contains(":"), filesystem().name() + " takes no layers with colons");
    }

    private static UnionMount readOnly(String odd, boolean inUserNamespace) {
        return new UnionMount(List.of("top" + odd, "bottom" + odd), Optional.empty(), "mnt" + odd, inUserNamespace);
    }

    private static UnionMount writable(String odd, boolean inUserNamespace) {
        Changes changes = new Changes("up" + odd, "work" + odd);
        return new UnionMount(List.of("top" + odd, "bottom" + odd), Optional.of(changes), "mnt" + odd, inUserNamespace);
    }

    private static UnionMount layers(String... lowerdirs) {
        return new UnionMount(List.of(lowerdirs), Optional.empty(), "mnt", false);
    }

    /**
     * Mounts in a namespace of its own, the way that a launch plan does, and then runs a script whose {@code $1} is
     * {@code odd}. The layers are on a tmpfs, for the temporary directory may itself be on a filesystem that cannot be
     * part of an overlay.
     */
    private void mountForReal(UnionMount union, String odd, String check) throws IOException, InterruptedException {
        if (filesystem().availability() instanceof Availability.Unavailable reason) {
            abort(filesystem().name() + " is not available here: " + reason.reason());
        }
        assumeTrue(run(List.of("true")) == 0, "no mount namespace can be made here");
        MountEntry entry = filesystem().mount(union);
        Files.writeString(directory.resolve("fstab"), entry.fstabLine() + "\n");
        String script = """
                set -e
                fstab=$(realpath fstab)
                mkdir space
                mount -t tmpfs tmpfs space
                cd space
                mkdir "top$1" "bottom$1" "up$1" "work$1" "mnt$1"
                echo top > "top$1/both"
                echo bottom > "bottom$1/both"
                echo bottom > "bottom$1/below"
                if [ $# = 1 ]; then
                    mount -a -T "$fstab"
                else
                    trap 'umount "$4"' EXIT
                    "$2" -f -o "$3" "$4" &
                    until mountpoint -q "$4"; do kill -0 $!; done
                fi
                set -x
                """ + check;
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh", odd));
        entry.server()
                .ifPresent(
                        program -> command.addAll(List.of(program, String.join(",", entry.options()), entry.target())));

        assertThat(run(command)).as(entry.fstabLine()).isZero();
    }

    /** The exit status of a command in a mount namespace where it is root; what it says is on stderr. */
    private int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("unshare", "--mount");
        if (!isRoot()) {
            builder.command().add("--map-root-user");
        }
        builder.command().addAll(command);
        Path said = directory.resolve("said");
        builder.directory(directory.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
        int status = builder.start().waitFor();
        if (status != 0) {
            System.err.println(Files.readString(said));
        }
        return status;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
