package io.plash.download;

import io.plash.api.download.Downloader;
import io.plash.host.Environment;
import io.plash.host.HostProcesses;
import io.plash.host.Messages;
import io.plash.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/** Downloaders of tests, with a cache in a directory, short pauses, and a log. */
final class TestNetwork {

    private final Path directory;
    private final Path lock;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    TestNetwork(Path directory) throws IOException {
        this.directory = directory;
        this.lock = Files.writeString(directory.resolve("lock"), "");
    }

    /** A downloader as a process of its own would have it, which waits for at most this long. */
    Downloader downloader(Map<String, String> environment, Duration silence) {
        Patience patience = new Patience(silence, 4, Duration.ofMillis(1));
        Messages messages =
                Messages.to(new PrintStream(log, true, StandardCharsets.UTF_8), new Environment(environment));
        return new HttpDownloader(new Network(
                new Exchange(environment, patience),
                cache(),
                name -> FileChannel.open(lock, StandardOpenOption.WRITE).lock(name.hashCode() & 0xffffffL, 1, false),
                patience,
                Progress.on(messages),
                new SignatureCheck(new HostProcesses(), keyring(), false, messages),
                !environment.getOrDefault("PLASH_OFFLINE", "").isEmpty()));
    }

    Downloader downloader(Map<String, String> environment) {
        return downloader(environment, Duration.ofSeconds(20));
    }

    DownloadCache cache() {
        return new DownloadCache(root());
    }

    Path root() {
        return directory.resolve("download");
    }

    Path keyring() {
        return directory.resolve("keyring.gpg");
    }

    /** What was said to the user. */
    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
