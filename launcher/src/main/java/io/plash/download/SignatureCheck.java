package io.plash.download;

import io.plash.api.PlashException;
import io.plash.api.download.Signature;
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
    private final boolean chosen;
    private final Messages messages;

    /**
     * Checks with this keyring.
     *
     * @param keyring all keys in it are trusted; need not exist
     * @param chosen whether the user named it: then he wants signatures checked, all of them
     * @param messages is told what could not be checked
     */
    SignatureCheck(HostProcesses processes, Path keyring, boolean chosen, Messages messages) {
        this.processes = processes;
        this.keyring = keyring;
        this.chosen = chosen;
        this.messages = messages;
    }

    /**
     * Checks a file. If this machine cannot, the user is told so, unless he asked for the check.
     *
     * @throws PlashException if the signature is not one of the file by a key of the keyring, or if it was asked for and
     *     cannot be checked
     */
    void check(String title, Path file, Signature signature) throws IOException {
        Optional<Path> gpgv = HostProcesses.find("gpgv");
        if (signature.bytes().length == 0) {
            notChecked(
                    title,
                    signature,
                    "the server has none",
                    signature.isRequired()
                            ? "name the file that it is in"
                            : "take the image from a server that signs it");
        } else if (gpgv.isEmpty()) {
            notChecked(title, signature, "gpgv is not installed", "install gpgv, of GnuPG");
        } else if (!Files.isReadable(keyring)) {
            notChecked(
                    title,
                    signature,
                    "there is no keyring " + keyring,
                    "put the keys that you trust there, as `gpg --export` writes them");
        } else {
            check(title, file, signature.bytes(), gpgv.get());
        }
    }

    private void notChecked(String title, Signature signature, String reason, String hint) {
        if (signature.isRequired()) {
            throw new PlashException("cannot check the signature of " + title + ": " + reason, hint);
        }
        if (chosen) {
            throw new PlashException(
                    "cannot check the signature of " + title + ": " + reason,
                    hint + ", or unset PLASH_KEYRING if you need no signatures");
        }
        messages.note("the signature of " + title + " was not checked: " + reason);
    }

    private void check(String title, Path file, byte[] signature, Path gpgv) throws IOException {
        Path temporary = Files.createTempFile(file.getParent(), "signature", "");
        try {
            Files.write(temporary, signature);
            List<String> command = List.of(
                    gpgv.toString(),
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
