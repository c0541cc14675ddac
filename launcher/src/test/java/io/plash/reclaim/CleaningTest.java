package io.plash.reclaim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.plash.api.PlashException;
import io.plash.host.Identity;
import io.plash.running.LayerUse;
import io.plash.running.RunningContainers;
import io.plash.store.ContainerId;
import io.plash.store.DataDirectory;
import io.plash.store.Layout;
import io.plash.store.Store;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import io.plash.store.note.LayerNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleaningTest {

    private static final String UUID = "00000000-0000-0000-0000-000000000000";

    @TempDir
    private Path directory;

    private DataDirectory data;
    private Store store;

    @BeforeEach
    void makeBuildData() throws IOException {
        data = new DataDirectory(directory.resolve("data"));
        Layout layout = new Layout(data);
        layout.prepare();
        layout.complete("overlay", "tmpfs");
        store = new Store(data);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void dropsDownloadsThatWereNotUsedForLong() throws IOException {
        Path downloads = Files.createDirectories(store.downloads().resolve("sha256"));
        Path old = Files.createFile(downloads.resolve("old"));
        Path young = Files.createFile(downloads.resolve("young"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofDays(29))));

        assertThat(clean()).contains(entry("removed_downloads", 1));
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void unlinksWhatPointsToContainersThatAreGone() throws IOException {
        ContainerId container = container();
        store.names().set("alive", container);
        Files.createSymbolicLink(data.map().resolve("dead"), Path.of("../layer/0/77"));
        Files.createSymbolicLink(data.index().resolve("77"), Path.of("../layer/0/77"));
        plan(new ContainerId(77));
        plan(container);
        plan(ContainerId.ROOT);

        assertThat(clean())
                .contains(entry("unlinked_indexes", 1), entry("unlinked_maps", 1), entry("removed_plans", 1));
        assertThat(store.names().get("alive")).contains(container);
        assertThat(clean()).allSatisfy((what, count) -> assertThat(count).isZero());
    }

    @Test
    void countsInTheOrderThatScriptsKnow() throws IOException {
        assertThat(clean().keySet()).startsWith("unlinked_indexes", "unlinked_maps", "killed_fuses", "removed_tmpdirs");
    }

    @Test
    void keepsDirectoriesWhoseLockIsHeld() throws IOException {
        Path stale = Files.createDirectory(data.tmp().resolve("job-" + UUID));
        try (TemporaryDirectory used = store.temporary().create()) {
            assertThat(clean()).contains(entry("removed_tmpdirs", 1));
            assertThat(used.path()).exists();
        }
        assertThat(stale).doesNotExist();
    }

    @Test
    void keepsDirectoriesOfCallersThatLive() throws IOException {
        String self = Long.toString(ProcessHandle.current().pid());
        String session = Files.readString(Path.of("/proc/self/stat"))
                .replaceFirst(".*\\)", "")
                .split(" ")[4];
        Path kept = Files.createDirectory(data.tmp().resolve("plashtmp_" + session + "_" + self + "_x"));
        Path otherSession = Files.createDirectory(data.tmp().resolve("plashtmp_" + session + "9_" + self + "_x"));
        Path dead = Files.createDirectory(data.tmp().resolve("plashtmp_1_99999999999_x"));
        Path beforeBoot = Files.createDirectory(data.tmp().resolve("plashtmp_" + session + "_" + self + "_y"));
        Files.setLastModifiedTime(beforeBoot, FileTime.from(Instant.EPOCH));
        Path strange = Files.createDirectory(data.tmp().resolve("plashtmp_x"));

        assertThat(clean()).contains(entry("removed_tmpdirs", 3));
        assertThat(kept).exists();
        assertThat(strange).exists();
        assertThat(List.of(otherSession, dead, beforeBoot))
                .allSatisfy(path -> assertThat(path).doesNotExist());
    }

    @Test
    void removesOldMountpointsOnlyIfTheyAreEmpty() throws IOException {
        Path fresh = Files.createDirectory(data.mnt().resolve(UUID));
        Path stale = Files.createDirectory(data.mnt().resolve(UUID.replace('0', '1')));
        Path full = Files.createDirectories(
                        data.mnt().resolve(UUID.replace('0', '2')).resolve("x"))
                .getParent();
        Files.setLastModifiedTime(stale, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(full, FileTime.from(Instant.EPOCH));

        assertThat(clean()).contains(entry("removed_mountpoints", 1));
        assertThat(fresh).exists();
        assertThat(full).exists();
        assertThat(stale).doesNotExist();
    }

    @Test
    void keepsTheFilesOfRemovedContainersAsLongAsTheyMayBeUsed() throws IOException {
        ContainerId container = container();
        Trash trash = new Trash(data);
        store.containers().remove(container, trash.place(container));

        assertThat(store.containers().exists(container)).isFalse();
        assertThat(trash.discardRemoved(new LayerUse(Set.of(container), true))).isZero();
        assertThat(trash.discardRemoved(new LayerUse(Set.of(), false))).isZero();
        assertThat(trash.place(container)).exists();
        assertThat(trash.discardRemoved(new LayerUse(Set.of(), true))).isOne();
        assertThat(trash.isEmpty()).isFalse();
        trash.empty();
        assertThat(data.tmp()).isEmptyDirectory();
    }

    /** The mount of a container whose layers were merged names that container, and not those below it. */
    @Test
    void keepsTheFilesOfRemovedContainersThatOneOnThemUses() throws IOException {
        ContainerId below = container();
        ContainerId middle = container(below);
        ContainerId top = container(middle);
        Trash trash = new Trash(data);
        store.containers().remove(below, trash.place(below));

        assertThat(trash.discardRemoved(new LayerUse(Set.of(top), true))).isZero();
        assertThat(trash.discardRemoved(new LayerUse(Set.of(middle), true))).isZero();
        assertThat(trash.discardRemoved(new LayerUse(Set.of(new ContainerId(77)), true)))
                .isOne();
    }

    @Test
    void remembersTheLastUse() throws IOException {
        ContainerId container = container();
        Uses uses = new Uses(data, store.containers());
        Files.setLastModifiedTime(
                store.containers().directory(container).resolve("_data"), FileTime.from(Instant.EPOCH));

        assertThat(uses.last(container)).isEqualTo(Instant.EPOCH);
        uses.record(container);
        assertThat(uses.last(container)).isAfter(Instant.EPOCH);
        store.containers().remove(container, new Trash(data).place(container));
        assertThat(data.uses()).isEmptyDirectory();
    }

    @Test
    void purgesInOneStep() throws IOException {
        container();
        Purge purge = new Purge(data);
        purge.refuseIfUnsafe(Identity.current().uid());

        Path purged = purge.moveAway();

        assertThat(new Layout(data).isComplete(Identity.current().uid())).isFalse();
        assertThat(data.root()).isDirectoryContaining(purged::equals);
        new Trash(data).empty();
        assertThat(data.root()).isEmptyDirectory();
    }

    @Test
    void finishesAPurgeThatWasInterrupted() throws IOException {
        ContainerId container = container();
        Path purging = Files.createDirectory(data.root().resolve("purging-" + UUID));
        Files.move(data.root().resolve("config"), purging.resolve("config"));

        new Layout(data).prepare();

        assertThat(store.containers().exists(container)).isFalse();
        assertThat(data.root().resolve("purged-" + UUID)).isDirectory();
    }

    @Test
    void doesNotPurgeOtherDirectories() throws IOException {
        Files.createFile(data.root().resolve("thesis.tex"));

        assertThatThrownBy(
                        () -> new Purge(data).refuseIfUnsafe(Identity.current().uid()))
                .isInstanceOf(PlashException.class)
                .hasMessageContaining("not plash's build data");
    }

    private Map<String, Integer> clean() throws IOException {
        return new Cleaning(store, data, RunningContainers.of(data.root())).clean();
    }

    private void plan(ContainerId container) throws IOException {
        Files.writeString(data.plans().resolve("run " + container), "# plash\n#: container " + container + "\n");
    }

    private ContainerId container() throws IOException {
        return container(ContainerId.ROOT);
    }

    private ContainerId container(ContainerId parent) throws IOException {
        Path layer = Files.createDirectory(directory.resolve("layer"));
        return store.containers().add(parent, layer, LayerNotes.NONE);
    }
}
