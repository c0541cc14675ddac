package io.plash.harness.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.Command;
import io.plash.harness.installed.Debian;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import io.plash.harness.installed.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Distributions of a server that signs what it has, and the ways that this goes wrong. */
@ForEachCaller(Caller.WITH_IDS)
final class SignedImagesIT {

    private static final String PRODUCT = "alpine/3.20/amd64/default";
    private static final String SERIAL = "20240901_05:24";

    private static SigningKey key;
    private static LxcServer server;

    private final Plash plash;

    SignedImagesIT(Plash caller) {
        plash = caller.with("PLASH_LXC_SERVER", server.url())
                .with("PLASH_KEYRING", caller.work().resolve("keyring.gpg").toString())
                .with("PLASH_DATA", caller.work().resolve("fresh").toString());
    }

    @BeforeAll
    static void start() throws IOException {
        key = new SigningKey();
        server = new LxcServer();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (key != null) {
            key.close();
        }
    }

    @BeforeEach
    void publish() throws IOException {
        key.exportTo(plash.work().resolve("keyring.gpg"));
        key.sign(server.publish(PRODUCT, SERIAL, plash.image()));
        server.list();
        // Build data where nothing was imported, but which needs not be made again.
        plash.shell("[ -e ~/empty ] || PLASH_DATA=~/empty plash sudo true; cp -a ~/empty \"$PLASH_DATA\"")
                .value();
    }

    @AfterEach
    void delete() {
        TemporaryDirectory.delete(server.root().resolve("images"));
        TemporaryDirectory.delete(plash.data());
    }

    /** The image with one more file. */
    private Path news() throws IOException {
        Path news = plash.work().resolve("news.tar");
        Files.writeString(plash.work().resolve("news"), "");
        Files.copy(plash.image(), news, StandardCopyOption.REPLACE_EXISTING);
        Command.run(List.of("tar", "--append", "--file=" + news, "--directory=" + plash.work(), "news"));
        return news;
    }

    @Test
    void importsWhatAKeyOfTheKeyringHasSigned() {
        Result imported = plash.run("import-lxc", "alpine");

        assertThat(plash.value("run", imported.value(), "echo", "runs")).isEqualTo("runs");
        assertThat(imported.stderr()).doesNotContain("not checked");
    }

    @Test
    void runsASignedDebian() throws IOException {
        key.sign(server.publish("debian/bookworm/amd64/default", SERIAL, Debian.archive()));
        server.list();

        Result run = plash.run("--from", "debian/bookworm", "--", "cat", "/etc/debian_version");

        assertThat(run.value()).startsWith("12.");
        assertThat(run.stderr()).doesNotContain("not checked");
    }

    @Test
    void refusesASignatureOfAnotherContent() throws IOException {
        server.publish(PRODUCT, SERIAL, news());
        server.list();
        assertRefused("its signature is of another content");

        key.sign(build());
        assertThat(plash.value("--from", "alpine", "--", "ls", "/news")).isEqualTo("/news");
    }

    @Test
    void refusesASignatureByAnotherKey() throws IOException {
        try (SigningKey another = new SigningKey()) {
            another.exportTo(plash.work().resolve("keyring.gpg"));
        }
        assertRefused("its signature is not by a key in " + plash.work().resolve("keyring.gpg"));
    }

    @Test
    void refusesWhatIsNoSignature() throws IOException {
        Files.writeString(build().resolve("rootfs.tar.xz.asc"), "<html>\n");
        assertRefused("its signature is not by a key in ");
    }

    @Test
    void refusesWhatCannotBeCheckedWithTheKeyringThatWasChosen() throws IOException {
        assertNotCheckable(
                plash.with("PLASH_KEYRING", plash.work() + "/nowhere.gpg"),
                "there is no keyring " + plash.work() + "/nowhere.gpg");
        assertNotCheckable(withoutGpgv(plash), "gpgv is not installed");
        Files.delete(build().resolve("rootfs.tar.xz.asc"));
        assertNotCheckable(plash, "the server has none");
    }

    @Test
    void saysThatThereIsNoKey() {
        assertNotChecked(usual(), "there is no keyring " + plash.work() + "/config/plash/keyring.gpg");
    }

    @Test
    void saysThatThereIsNoGpgv() {
        assertNotChecked(withoutGpgv(usual()), "gpgv is not installed");
    }

    @Test
    void saysThatThereIsNoSignature() throws IOException {
        Files.delete(build().resolve("rootfs.tar.xz.asc"));
        assertNotChecked(usual(), "the server has none");
    }

    @Test
    void refusesAnArchiveWhoseSignatureTheUserNamedAndNobodyCanCheck() {
        String url = server.url() + "/images/" + PRODUCT + "/" + SERIAL + "/rootfs.tar.xz";

        assertThat(error(usual().run("import-url", url, url + ".asc")))
                .startsWith("cannot check the signature of ")
                .endsWith(": there is no keyring " + plash.work() + "/config/plash/keyring.gpg");
        assertThat(plash.run("import-url", url, url + ".asc").value()).isNotEmpty();
    }

    /** Without a keyring that the user chose. */
    private Plash usual() {
        return plash.with("PLASH_KEYRING", "")
                .with("XDG_CONFIG_HOME", plash.work().resolve("config").toString());
    }

    private static Plash withoutGpgv(Plash plash) {
        return plash.inNamespace("mount --bind /dev/null /usr/bin/gpgv");
    }

    @Test
    void refusesABuildThatIsGone() throws IOException {
        TemporaryDirectory.delete(build());
        assertRefused("the server lists it but does not have it");
    }

    @Test
    void refusesAnArchiveThatWasCutOff() throws IOException {
        Path rootfs = build().resolve("rootfs.tar.xz");
        long size = Files.size(rootfs);
        Command.run(List.of("truncate", "--size=" + size / 2, rootfs.toString()));
        assertRefused("it has %d bytes, expected are %d".formatted(size / 2, size));
    }

    @Test
    void refusesAnArchiveOfTheRightSizeWithAnotherContent() throws IOException {
        Path rootfs = build().resolve("rootfs.tar.xz");
        byte[] bytes = Files.readAllBytes(rootfs);
        bytes[bytes.length / 2] ^= 1;
        Files.write(rootfs, bytes);
        assertRefused("its digest is sha256:");
    }

    @Test
    void refusesABuildThatWasMadeAnewWithoutTheIndex() throws IOException {
        key.sign(server.publish(PRODUCT, SERIAL, news()));
        assertRefused("bytes, expected are ");
    }

    @Test
    void saysThatALockedBuildIsGoneFromTheIndex() throws IOException {
        lock();
        TemporaryDirectory.delete(build());
        server.publish(PRODUCT, "20240902_05:24", news());
        server.list();

        Result refused = plash.run("./tools");
        assertThat(error(refused)).contains("no image: lxc:alpine:3.20/amd64/default@" + SERIAL);
        assertThat(refused.stderr()).contains("there is: 20240902_05:24");
    }

    @Test
    void saysThatALockedBuildHasAnotherContentInTheIndex() throws IOException {
        lock();
        server.publish(PRODUCT, SERIAL, news());
        server.list();

        assertThat(error(plash.run("./tools"))).endsWith("the server has another content of this build");
    }

    @Test
    void takesTheOlderIndexAndItsDigestsWhereThereIsNoOther() throws IOException {
        TemporaryDirectory.delete(server.root().resolve("streams"));
        assertThat(plash.value("--from", "alpine", "--", "echo", "runs")).isEqualTo("runs");
    }

    @Test
    void refusesWhatIsNotAsTheOlderIndexSays() throws IOException {
        TemporaryDirectory.delete(server.root().resolve("streams"));
        Path sums = build().resolve("SHA256SUMS");
        Files.writeString(sums, Files.readString(sums).replaceAll("(?m)^[0-9a-f]{64}", "0".repeat(64)));
        assertRefused("its digest is sha256:");
    }

    private Path build() {
        return server.root().resolve("images").resolve(PRODUCT).resolve(SERIAL);
    }

    private void lock() throws IOException {
        Path tools = plash.work().resolve("tools");
        Files.writeString(tools, "--from-lxc alpine\n--entrypoint /bin/true\n");
        Files.setPosixFilePermissions(plash.work(), PosixFilePermissions.fromString("rwxrwxrwx"));
        plash.value("lock", "./tools");
    }

    /** In one line, and nothing of it is kept, so that it cannot be taken for the image later. */
    private void assertRefused(String reason) throws IOException {
        // Reads the index, which is kept.
        plash.value("import-lxc", "--dry", "alpine");
        List<String> before = data();

        assertThat(error(plash.run("import-lxc", "alpine")))
                .startsWith("cannot ")
                .contains(reason);
        assertThat(data()).isEqualTo(before);
    }

    private static String error(Result refused) {
        List<String> lines = refused.stderr()
                .lines()
                .filter(line ->
                        !line.startsWith("plash: fetched index of images ") && !line.startsWith("plash: hint: "))
                .toList();
        assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.stdout()).isEmpty();
        assertThat(lines).as(refused.toString()).hasSize(1);
        assertThat(lines.get(0)).startsWith("plash: error: ");
        return lines.get(0).substring("plash: error: ".length());
    }

    private static void assertNotCheckable(Plash plash, String reason) {
        Result refused = plash.run("import-lxc", "alpine");

        assertThat(error(refused)).startsWith("cannot check the signature of ").endsWith(": " + reason);
        assertThat(refused.stderr()).contains("or unset PLASH_KEYRING");
    }

    /** It is said, in one line, and the image is imported. */
    private static void assertNotChecked(Plash plash, String reason) {
        Result imported = plash.run("import-lxc", "alpine");

        assertThat(imported.value()).isNotEmpty();
        assertThat(imported.stderr().lines().filter(line -> line.contains("signature")))
                .as(imported.toString())
                .singleElement()
                .asString()
                .startsWith("plash: the signature of ")
                .endsWith(" was not checked: " + reason);
    }

    private List<String> data() throws IOException {
        Path downloads = plash.data().resolve("download");
        try (Stream<Path> all = Files.walk(plash.data())) {
            return all.filter(path -> !path.startsWith(downloads) || !Files.isDirectory(path))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
