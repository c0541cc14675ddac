package io.plash.download;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A server on loopback that answers what no decent server would, byte for byte, and remembers what it was asked. */
final class RawServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final UnaryOperator<String> answers;
    private final List<Socket> silent = new CopyOnWriteArrayList<>();

    /**
     * Starts it.
     *
     * @param answers makes the whole answer from the whole head of a request; an empty one is silence
     */
    RawServer(UnaryOperator<String> answers) throws IOException {
        this.answers = answers;
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    String http(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : silent) {
            client.close();
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                answer(socket.accept());
            } catch (IOException e) {
                // The client went away, or this server is closed.
            }
        }
    }

    private void answer(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        StringBuilder request = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            request.append(line).append('\n');
        }
        requests.add(request.toString());
        String answer = answers.apply(request.toString());
        if (answer.isEmpty()) {
            silent.add(client);
            return;
        }
        client.getOutputStream().write(answer.getBytes(ISO_8859_1));
        client.close();
    }
}
