package io.plash.harness.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.harness.installed.Command;
import io.plash.harness.installed.TemporaryDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A key that signs files, in a home of GnuPG of its own. */
final class SigningKey implements AutoCloseable {

    private final Path home;

    /** Makes one; the test is skipped on a machine without GnuPG. */
    SigningKey() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gpg")), "needs gpg");
        home = TemporaryDirectory.create();
        gpg("--passphrase", "", "--quick-generate-key", "Test <test@example.org>", "ed25519", "sign", "never");
    }

    /** Writes what others need to check its signatures. */
    void exportTo(Path keyring) {
        gpg("--output", keyring.toString(), "--export");
    }

    /** Puts a detached signature beside the root filesystems of a build. */
    void sign(Path build) {
        for (String name : build.toFile().list()) {
            if (name.startsWith("rootfs.") && !name.endsWith(".asc")) {
                gpg("--armor", "--detach-sign", build.resolve(name).toString());
            }
        }
    }

    private void gpg(String... arguments) {
        List<String> words =
                new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--yes", "--quiet"));
        words.addAll(List.of(arguments));
        Command.run(words);
    }

    /** Ends the agent, too, which gpg has started. */
    @Override
    public void close() {
        Command.run(List.of("gpgconf", "--homedir", home.toString(), "--kill", "all"));
        TemporaryDirectory.delete(home);
    }
}
