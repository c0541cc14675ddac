package io.plash.harness.installed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Somebody else's server, on a free port of the loopback interface, with a directory of its own that all can look into. */
final class LocalServer implements AutoCloseable {

    private static final int TRIES = 300;
    private static final int MILLISECONDS_BETWEEN = 100;

    private final Path directory;
    private final int port;
    private final Process process;

    private LocalServer(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts one and waits until it answers; the test is skipped on a machine that does not have it.
     *
     * @param command the program, by its path, and its arguments; the name of its configuration file is added
     * @param configuration what is in that file, where {@code %1$s} stands for the directory and {@code %2$d} for the port
     */
    static LocalServer start(List<String> command, String configuration) throws IOException {
        assumeTrue(Files.isExecutable(Path.of(command.get(0))), "needs " + command.get(0));
        Path directory = TemporaryDirectory.create();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        List<String> words = new ArrayList<>(command);
        words.add(Files.writeString(directory.resolve("configuration"), configuration.formatted(directory, port))
                .toString());
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        LocalServer server = new LocalServer(directory, port, process);
        if (!server.answers()) {
            String log = Files.readString(directory.resolve("log"));
            server.close();
            throw new IOException(command.get(0) + " does not start: " + log);
        }
        return server;
    }

    Path directory() {
        return directory;
    }

    /** Host and port. */
    String address() {
        return "127.0.0.1:" + port;
    }

    private boolean answers() {
        for (int tries = 0; tries < TRIES && process.isAlive(); tries++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return true;
            } catch (IOException e) {
                pause();
            }
        }
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(MILLISECONDS_BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        TemporaryDirectory.delete(directory);
    }
}
