package io.plash.source.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.api.download.PlainDownloader;
import io.plash.api.image.FetchedImage;
import io.plash.api.mount.BindMount;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is mirrored of a machine that the test has made up. */
final class MirrorTest {

    @TempDir
    Path root;

    @TempDir
    Path directory;

    @BeforeEach
    void makeAMachine() throws IOException {
        Files.createDirectories(root.resolve("usr/bin"));
        Files.createSymbolicLink(root.resolve("bin"), Path.of("usr/bin"));
        write("etc/passwd", "root:x:0:0::/root:/bin/sh\n", "rw-r--r--");
    }

    @Test
    void copiesTheMergedUsrLinksAsTheyAre() throws IOException {
        assertThat(entry("bin"))
                .matches(TarArchiveEntry::isSymbolicLink)
                .extracting(TarArchiveEntry::getLinkName)
                .isEqualTo("usr/bin");
    }

    @Test
    void bindsWhatIsARealDirectory() throws IOException {
        write("lib/libc.so", "elf", "rwxr-xr-x");

        assertThat(fetch()).containsKeys("lib/", "usr/").doesNotContainKeys("lib/libc.so", "usr/bin/");
        assertThat(image().binds())
                .containsExactlyInAnyOrder(
                        new BindMount(root + "/usr", "/usr", true), new BindMount(root + "/lib", "/lib", true));
    }

    @Test
    void hasTheEmptyDirectoriesWithTheirModes() throws IOException {
        assertThat(entry("tmp/").getMode() & 07777).isEqualTo(01777);
        assertThat(entry("var/tmp/").getMode() & 07777).isEqualTo(01777);
        assertThat(entry("root/").getMode() & 07777).isEqualTo(0700);
        assertThat(fetch())
                .containsKeys("var/lib/", "var/cache/", "var/log/", "run/", "proc/", "sys/", "dev/", "home/", "mnt/");
    }

    @Test
    void keepsModeTimeAndSizeAndGivesAllToRoot() throws IOException {
        FileTime time = FileTime.from(Instant.parse("2020-02-02T20:20:20.1234567Z"));
        write("etc/hosts", "127.0.0.1 localhost\n", "rwxr-xr--");
        Files.setLastModifiedTime(root.resolve("etc/hosts"), time);

        TarArchiveEntry hosts = entry("etc/hosts");

        assertThat(hosts.getMode() & 07777).isEqualTo(0754);
        assertThat(hosts.getLastModifiedTime()).isEqualTo(time);
        assertThat(hosts.getSize()).isEqualTo(20);
        assertThat(hosts.getLongUserId() + hosts.getLongGroupId()).isZero();
    }

    @Test
    void copiesLinksWhereverTheyPoint() throws IOException {
        Files.createSymbolicLink(root.resolve("etc/localtime"), Path.of("/etc/../no/such/zone"));

        assertThat(entry("etc/localtime").getLinkName()).isEqualTo("/etc/../no/such/zone");
    }

    @Test
    void takesWholeDirectoriesAndTheirParents() throws IOException {
        write("etc/pki/ca-trust/extracted/pem/a.pem", "a", "rw-r--r--");
        write("etc/pki/secret", "b", "rw-r--r--");

        assertThat(fetch())
                .containsKeys("etc/pki/", "etc/pki/ca-trust/", "etc/pki/ca-trust/extracted/pem/a.pem")
                .doesNotContainKeys("etc/pki/secret");
    }

    @Test
    void findsNamesByPattern() throws IOException {
        write("etc/java-99-openjdk/security/java.security", "x", "rw-r--r--");

        assertThat(fetch()).containsKeys("etc/java-99-openjdk/security/java.security");
    }

    @Test
    void goesNowhereThroughALink() throws IOException {
        write("home/me/certs/a.pem", "a", "rw-r--r--");
        Files.createDirectories(root.resolve("etc/pki"));
        Files.createSymbolicLink(root.resolve("etc/pki/tls"), Path.of("../../home/me"));

        assertThat(fetch()).containsKeys("etc/pki/tls").doesNotContainKeys("etc/pki/tls/certs/", "etc/pki/tls/certs");
    }

    @Test
    void takesOnlyWhatEveryoneMayRead() throws IOException {
        write("etc/ssl/public.pem", "a", "rw-r--r--");
        write("etc/ssl/key.pem", "a", "rw-r-----");
        write("etc/ssl/closed/inside.pem", "a", "rw-r--r--");
        Files.setPosixFilePermissions(root.resolve("etc/ssl/closed"), PosixFilePermissions.fromString("rwxr-x---"));

        assertThat(fetch())
                .containsKeys("etc/ssl/public.pem")
                .doesNotContainKeys("etc/ssl/key.pem", "etc/ssl/closed/", "etc/ssl/closed/inside.pem");
    }

    @Test
    void leavesSecretsOutEvenIfEveryoneMayReadThem() throws IOException {
        write("etc/shadow", "root:$6$:", "rw-r--r--");
        write("etc/ssl/private/key.pem", "a", "rw-r--r--");
        write("etc/ssh/ssh_host_key", "a", "rw-r--r--");

        assertThat(fetch().keySet()).noneMatch(path -> path.matches(".*(shadow|private|ssh).*"));
    }

    @Test
    void leavesLargeFilesOut() throws IOException {
        write("etc/services", "x".repeat(4 << 20), "rw-r--r--");
        write("etc/protocols", "x".repeat((4 << 20) + 1), "rw-r--r--");

        assertThat(fetch()).containsKeys("etc/services").doesNotContainKeys("etc/protocols");
    }

    @Test
    void leavesSpecialFilesOut() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", "-m", "644", root + "/etc/hosts")
                        .start()
                        .waitFor())
                .isZero();

        assertThat(fetch()).doesNotContainKeys("etc/hosts");
    }

    @Test
    void keepsItsNameWhileNothingThatIsMirroredChanges() throws IOException {
        String before = name();
        write("etc/unrelated", "x", "rw-r--r--");
        write("usr/bin/new", "x", "rw-r--r--");

        assertThat(name()).isEqualTo(before);
    }

    @Test
    void changesItsNameWithAnyFileThatIsMirrored() throws IOException {
        String before = name();
        write("etc/passwd", "other", "rw-r--r--");
        String changed = name();
        Files.setLastModifiedTime(root.resolve("etc/passwd"), FileTime.fromMillis(1000));
        String touched = name();
        Files.delete(root.resolve("bin"));
        String unmerged = name();

        assertThat(before).isNotIn(changed, touched, unmerged);
        assertThat(changed).isNotIn(touched, unmerged);
        assertThat(touched).isNotEqualTo(unmerged);
    }

    @Test
    void takesNamesOutsideAsciiAndLongOnes() throws IOException {
        String path = "etc/ssl/ü/" + "n".repeat(200) + "/x.pem";
        write(path, "x", "rw-r--r--");

        assertThat(fetch()).containsKeys(path);
    }

    private void write(String path, String content, String mode) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), content);
        Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString(mode));
    }

    private String name() throws IOException {
        return new HostSource(root).resolve("").name();
    }

    private FetchedImage image() throws IOException {
        HostSource source = new HostSource(root);
        return source.fetch(source.resolve(""), new PlainDownloader(directory), directory);
    }

    private TarArchiveEntry entry(String path) throws IOException {
        return Objects.requireNonNull(fetch().get(path), path);
    }

    private Map<String, TarArchiveEntry> fetch() throws IOException {
        Map<String, TarArchiveEntry> entries = new TreeMap<>();
        try (InputStream file = image().layers().get(0).content().open();
                TarArchiveInputStream tar = new TarArchiveInputStream(file, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(entries.put(entry.getName(), entry))
                        .as(entry.getName())
                        .isNull();
            }
        }
        return entries;
    }
}
