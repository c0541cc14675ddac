package io.plash.source.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plash.api.download.Digest;
import io.plash.source.docker.oci.MediaTypes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry that tells whatever a test wants it to tell, and remembers what it was shown. */
public final class FakeRegistry implements AutoCloseable {

    /** What it was asked: method, path with query, and the header Authorization or a dash. */
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** An answer of the server. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** Starts one that has nothing. */
    public FakeRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", exchange -> {
            String authorization = Optional.ofNullable(
                            exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("-");
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + authorization);
            try (exchange) {
                answers.getOrDefault(exchange.getRequestURI().getPath(), status(404))
                        .to(exchange);
            }
        });
        server.start();
    }

    /** Host and port, as names of images have them. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it was asked so far. */
    public List<String> requests() {
        return requests;
    }

    /** Answers a path so. */
    public FakeRegistry on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /** Has a manifest under the tag {@code t} of the repository {@code x}. */
    public FakeRegistry manifest(String document) {
        return on("/v2/x/manifests/t", body(MediaTypes.MANIFEST, document));
    }

    /** Has an honest blob of the repository {@code x}, and returns its descriptor. */
    public String blob(String mediaType, String content) {
        return blob(mediaType, content.getBytes(UTF_8));
    }

    /** The same of bytes. */
    public String blob(String mediaType, byte[] content) {
        Digest digest = digest(content);
        on("/v2/x/blobs/" + digest, body("application/octet-stream", content));
        return descriptor(mediaType, digest.toString(), content.length);
    }

    /** The digest of bytes. */
    public static Digest digest(byte[] content) {
        return Digest.of("sha256", Digest.computation("sha256").digest(content));
    }

    /** Describes a blob, honestly or not. */
    public static String descriptor(String mediaType, String digest, long size) {
        return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}".formatted(mediaType, digest, size);
    }

    /** A manifest of these descriptors. */
    public static String manifestOf(String config, String... layers) {
        return "{\"schemaVersion\": 2, \"config\": " + config + ", \"layers\": [" + String.join(", ", layers) + "]}";
    }

    /** Nothing but a status. */
    public static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    /** A document. */
    public static Answer body(String type, String text) {
        return body(type, text.getBytes(UTF_8));
    }

    /** Any content. */
    public static Answer body(String type, byte[] bytes) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head || bytes.length == 0 ? -1 : bytes.length);
            if (!head) {
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    /** The same answer with a header. */
    public static Answer with(String header, String value, Answer answer) {
        return exchange -> {
            exchange.getResponseHeaders().add(header, value);
            answer.to(exchange);
        };
    }

    /** The answer for those who show this; the others are challenged. */
    public static Answer guarded(String authorization, String challenge, Answer answer) {
        return exchange -> {
            boolean right = authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            (right ? answer : with("WWW-Authenticate", challenge, status(401))).to(exchange);
        };
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
