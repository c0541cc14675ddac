package io.plash.download;

import io.plash.api.PlashException;
import io.plash.api.download.Downloader;
import io.plash.host.Environment;
import io.plash.host.HostProcesses;
import io.plash.host.Messages;
import io.plash.progress.Progress;
import io.plash.store.Store;
import jakarta.inject.Inject;
import java.nio.file.Path;

/** Makes the downloader of build data. Nothing of OkHttp is loaded before the network is used. */
public class Downloads {

    /** Something had to be fetched, and {@code PLASH_OFFLINE} is set. */
    public static final class OfflineException extends PlashException {

        private static final long serialVersionUID = 1L;

        /** About this address. */
        public OfflineException(String what) {
            super("cannot fetch " + what + ": PLASH_OFFLINE is set", "unset it, or use an image that is here already");
        }
    }

    private final Environment environment;
    private final HostProcesses processes;
    private final Messages messages;

    @Inject
    Downloads(Environment environment, HostProcesses processes, Messages messages) {
        this.environment = environment;
        this.processes = processes;
        this.messages = messages;
    }

    /** The downloader that keeps what it fetches in this build data. */
    public Downloader into(Store store) {
        return new HttpDownloader(new Network(
                new Exchange(environment.variables(), Patience.USUAL),
                new DownloadCache(store.downloads()),
                store::lock,
                Patience.USUAL,
                Progress.on(messages),
                new SignatureCheck(
                        processes,
                        keyring(),
                        environment.nonEmpty("PLASH_KEYRING").isPresent(),
                        messages),
                environment.isSet("PLASH_OFFLINE")));
    }

    /** The keys that images may be signed by. */
    private Path keyring() {
        return environment
                .nonEmpty("PLASH_KEYRING")
                .or(() -> environment.nonEmpty("XDG_CONFIG_HOME").map(config -> config + "/plash/keyring.gpg"))
                .or(() -> environment.nonEmpty("HOME").map(home -> home + "/.config/plash/keyring.gpg"))
                .map(Path::of)
                .orElse(Path.of("/etc/plash/keyring.gpg"));
    }
}
