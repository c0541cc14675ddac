package io.plash.union.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.api.PlashException;
import io.plash.api.mount.MountEntry;
import io.plash.api.union.Changes;
import io.plash.api.union.UnionFilesystem;
import io.plash.api.union.UnionFilesystemContract;
import io.plash.api.union.UnionMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverlayFilesystemTest extends UnionFilesystemContract {

    private final OverlayFilesystem overlay = new OverlayFilesystem("6.1.0-18-amd64");

    @TempDir
    Path data;

    @Override
    protected UnionFilesystem filesystem() {
        return new OverlayFilesystem();
    }

    @Test
    void saysWhatTheKernelWantsToHear() {
        MountEntry mount = overlay.mount(new UnionMount(
                List.of("index/2/_data/root", "index/0/_data/root"),
                Optional.of(new Changes("mnt/upper", "mnt/work")),
                "mnt/root",
                false));

        assertThat(mount)
                .isEqualTo(new MountEntry(
                        "overlay",
                        "mnt/root",
                        "overlay",
                        List.of(
                                "upperdir=mnt/upper",
                                "workdir=mnt/work",
                                "index=off",
                                "metacopy=off",
                                "redirect_dir=off",
                                "lowerdir=index/2/_data/root:index/0/_data/root")));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void marksInUserAttributesExactlyInAUserNamespace(boolean inUserNamespace) {
        List<String> options = overlay.mount(
                        new UnionMount(List.of("a", "b"), Optional.empty(), "mnt", inUserNamespace))
                .options();

        assertThat(options.contains("userxattr")).isEqualTo(inUserNamespace);
    }

    /** With userxattr the kernel writes neither, and takes no words about it. */
    @ParameterizedTest
    @CsvSource({"6.1.0, false, index=off metacopy=off redirect_dir=off", "6.1.0, true, index=off", "4.18.0, false, ''"})
    void hasAllOfAFileInTheLayerThatHasTheFile(String kernel, boolean inUserNamespace, String wanted) {
        Changes changes = new Changes("upper", "work");

        List<String> options = new OverlayFilesystem(kernel)
                .mount(new UnionMount(List.of("a"), Optional.of(changes), "mnt", inUserNamespace))
                .options();

        assertThat(options.stream().filter(option -> option.endsWith("=off")).collect(Collectors.joining(" ")))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"a b, a b", "a:b, a\\:b", "'a,b', 'a\\,b'", "a\\b, a\\\\b", "'\\,:', '\\\\\\,\\:'"})
    void escapesWhatSeparatesLayersAndOptions(String path, String written) {
        MountEntry mount = overlay.mount(new UnionMount(List.of(path, "b"), Optional.empty(), "mnt", false));

        assertThat(mount.options()).containsExactly("lowerdir=" + written + ":b");
    }

    @ParameterizedTest
    @CsvSource({"a b, a b", "a:b, a:b", "'a,b', 'a\\,b'", "a\\b, a\\\\b"})
    void leavesColonsOfTheChangesAlone(String path, String written) {
        UnionMount union = new UnionMount(List.of("a"), Optional.of(new Changes(path, path)), "mnt", false);

        assertThat(overlay.mount(union).options()).contains("upperdir=" + written, "workdir=" + written);
    }

    @Test
    void takesAsManyLayersAsFitInOnePage() {
        List<String> layers = layers(190);

        assertThat(overlay.mount(readOnly(layers)).fstabLine()).contains(String.join(":", layers));
    }

    @Test
    void refusesLayersThatDoNotFitInOnePage() {
        assertThatExceptionOfType(PlashException.class)
                .isThrownBy(() -> overlay.mount(readOnly(layers(300))))
                .withMessage("too many layers for one overlay mount: 300")
                .matches(e -> "build with fewer `--layer`".equals(e.hint()));
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThatExceptionOfType(PlashException.class)
                .isThrownBy(() -> overlay.mount(readOnly(List.of("ä".repeat(2100), "b"))))
                .withMessageStartingWith("too many layers");
    }

    @Test
    void saysWhichLayerIsMissing() throws IOException {
        Files.createDirectory(data.resolve("there"));

        assertThat(overlay.explain(readOnly(List.of("there", "gone")), data))
                .hasValueSatisfying(e -> assertThat(e).hasMessage("a layer is missing: gone"));
    }

    @Test
    void hasNothingToSayAboutWhatLooksRight() throws IOException {
        Files.createDirectory(data.resolve("there"));

        assertThat(overlay.explain(readOnly(List.of("there")), data)).isEmpty();
    }

    @Test
    void saysThatOldKernelsKeepOverlayFromUsers() throws IOException {
        Files.createDirectory(data.resolve("there"));
        UnionMount union = new UnionMount(List.of("there"), Optional.empty(), "mnt", true);

        assertThat(new OverlayFilesystem("5.10.0-28-amd64").explain(union, data))
                .hasValueSatisfying(e -> assertThat(e)
                        .hasMessage("overlay in a user namespace needs Linux 5.11, and this is 5.10.0-28-amd64"));
        assertThat(new OverlayFilesystem("5.11.0").explain(union, data)).isEmpty();
        assertThat(new OverlayFilesystem("5.10.0").explain(readOnly(List.of("there")), data))
                .isEmpty();
    }

    @Test
    void saysThatAnOverlayCannotCarryChanges() throws IOException, InterruptedException {
        assumeTrue(Namespace.ROOT.exists(), "needs root with the right to mount");
        String script = """
                cd "$1"
                mkdir -p low up/per work outer/per outer/work over
                mount -t overlay -o lowerdir=low,upperdir=up,workdir=work overlay over
                shift
                exec "$@"
                """;
        String explained = Namespace.ROOT.java(script, data, ExplainMain.class, data.toString(), "low", "over/per");

        assertThat(explained)
                .startsWith("overlay cannot keep changes on a filesystem of type overlay: ")
                .contains("put the build data on ext4, xfs, btrfs or tmpfs; PLASH_DATA says where it is");
    }

    @Test
    void showsNinetyLayersAtOnceInAUserNamespace() throws IOException, InterruptedException {
        assumeTrue(Namespace.USER.exists(), "no user namespace can be made here");
        List<String> layers = IntStream.range(0, 90).mapToObj(i -> "index/" + i).toList();
        MountEntry mount = overlay.mount(new UnionMount(layers, Optional.empty(), "mnt", true));
        String script = """
                mkdir mnt
                for i in $(seq 0 89); do mkdir -p index/$i; echo $i >index/$i/name; echo $i >index/$i/only-$i; done
                mount -a -T ../fstab
                test "$(cat mnt/name)" = 0
                test "$(ls mnt | wc -l)" = 91
                """;

        Namespace.USER.run(onTmpfs(mount, script), data);
    }

    /** Deleting what a layer has, and making a directory anew over it, need marks that only userxattr can write. */
    @Test
    void forgetsWhatWasInADirectoryThatWasMadeAnewInAUserNamespace() throws IOException, InterruptedException {
        assumeTrue(Namespace.USER.exists(), "no user namespace can be made here");
        MountEntry mount =
                overlay.mount(new UnionMount(List.of("low"), Optional.of(new Changes("up", "work")), "mnt", true));
        String script = """
                mkdir -p low/d up work mnt
                echo old >low/d/file
                mount -a -T ../fstab
                rm -r mnt/d
                mkdir mnt/d
                test -z "$(ls mnt/d)"
                test -e low/d/file
                """;

        Namespace.USER.run(onTmpfs(mount, script), data);
    }

    private String onTmpfs(MountEntry mount, String script) throws IOException {
        Files.writeString(data.resolve("fstab"), mount.fstabLine() + "\n");
        return "cd \"$1\"; mkdir space; mount -t tmpfs tmpfs space; cd space\n" + script;
    }

    private static UnionMount readOnly(List<String> layers) {
        return new UnionMount(layers, Optional.empty(), "mnt", false);
    }

    private static List<String> layers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "index/" + (i + 100) + "/_data/root")
                .toList();
    }
}
