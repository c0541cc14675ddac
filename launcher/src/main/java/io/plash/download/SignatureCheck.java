package io.plash.download;

import io.plash.api.PlashException;
import io.plash.host.HostProcesses;
import io.plash.host.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks detached signatures with gpgv(1). */
final class SignatureCheck {

    /** Of gpgv: the key is in the keyring, but has not signed this. */
    private static final int BAD_SIGNATURE = 1;

    private final HostProcesses processes;
    private final Path keyring;
    private final Messages messages;

    /**
     * Checks with this keyring.
     *
     * @param keyring all keys in it are trusted; need not exist
     * @param messages is told what could not be checked
     */
    SignatureCheck(HostProcesses processes, Path keyring, Messages messages) {
        this.processes = processes;
        this.keyring = keyring;
        this.messages = messages;
    }

    /**
     * Checks a file, if this machine can.
     *
     * @param signature empty if there is none, which is said as well
     * @throws PlashException if the signature is not one of the file by a key of the keyring
     */
    void check(String title, Path file, byte[] signature) throws IOException {
        if (signature.length == 0) {
            messages.note("the signature of " + title + " was not checked: the server has none");
            return;
        }
        Optional<Path> gpgv = HostProcesses.find("gpgv");
        if (gpgv.isEmpty()) {
            messages.note("the signature of " + title + " was not checked: gpgv is not installed");
            return;
        }
        if (!Files.isReadable(keyring)) {
            messages.note("the signature of " + title + " was not checked: there is no keyring " + keyring);
            return;
        }
        Path temporary = Files.createTempFile(file.getParent(), "signature", "");
        try {
            Files.write(temporary, signature);
            List<String> command = List.of(
                    gpgv.get().toString(),
                    "--keyring",
                    keyring.toAbsolutePath().toString(),
                    temporary.toString(),
                    file.toString());
            int status = processes.runQuietly(command, Path.of("/"));
            if (status == BAD_SIGNATURE) {
                throw new PlashException(
                        "cannot use " + title + ": its signature is of another content", "try again later");
            }
            if (status != 0) {
                throw new PlashException(
                        "cannot use " + title + ": its signature is not by a key in " + keyring,
                        "if you trust whoever signed it, put the key there, as `gpg --export` writes it");
            }
        } finally {
            Files.delete(temporary);
        }
    }
}
