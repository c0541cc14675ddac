package io.plash.api.download;

import io.plash.api.PlashException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A downloader for the tests of image sources, which keeps to the contract of plash's own but has no cache, no proxies
 * and no patience.
 */
public final class PlainDownloader implements Downloader {

    private static final int MOST_REDIRECTS = 5;

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(Redirect.NEVER).build();
    private final Path directory;

    /**
     * Makes one.
     *
     * @param directory where files are put
     */
    public PlainDownloader(Path directory) {
        this.directory = directory;
    }

    @Override
    public Response ask(Request request) throws IOException {
        Response answer = follow(request, request.credentials().authorization(null));
        if (answer.status() == 401 && isSameServer(URI.create(request.url()), URI.create(answer.url()))) {
            String authorization = request.credentials().authorization(answer);
            return authorization == null ? answer : follow(request, authorization);
        }
        return answer;
    }

    @Override
    public Download download(String title, Request request, Expectation expectation) {
        return new PlainDownload(request, expectation);
    }

    private Response follow(Request request, @Nullable String authorization) throws IOException {
        URI origin = URI.create(request.url());
        URI next = origin;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Response answer = send(request, next, isSameServer(origin, next) ? authorization : null);
            boolean redirected =
                    answer.status() / 100 == 3 && answer.header("Location").isPresent();
            if (!redirected || !request.method().matches("GET|HEAD")) {
                return answer;
            }
            next = next.resolve(answer.header("Location").orElseThrow());
        }
        throw new PlashException("cannot fetch " + request.url() + ": it redirects too often");
    }

    private Response send(Request request, URI address, @Nullable String authorization) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address);
        request.headers().forEach(builder::header);
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        if (request.body().isPresent()) {
            Request.Body body = request.body().get();
            try (InputStream in = body.content().open()) {
                builder.header("Content-Type", body.type());
                builder.method(request.method(), BodyPublishers.ofByteArray(in.readAllBytes()));
            }
        } else {
            builder.method(request.method(), BodyPublishers.noBody());
        }
        try {
            HttpResponse<byte[]> answer = client.send(builder.build(), BodyHandlers.ofByteArray());
            return new Response(
                    address.toString(), answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            throw new IOException("cannot fetch " + request.url() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static boolean isSameServer(URI a, URI b) {
        return a.getScheme().equals(b.getScheme()) && a.getAuthority().equals(b.getAuthority());
    }

    private final class PlainDownload implements Download {

        private final Request request;
        private final Expectation expectation;
        private @Nullable Path fetched;

        PlainDownload(Request request, Expectation expectation) {
            this.request = request;
            this.expectation = expectation;
        }

        @Override
        public synchronized Path file() throws IOException {
            if (fetched == null) {
                byte[] body = ask(request).success().body();
                Path file = Files.write(Files.createTempFile(directory, "download", ""), body);
                String algorithm = expectation.digest().map(Digest::algorithm).orElse("sha256");
                Digest digest =
                        Digest.of(algorithm, Digest.computation(algorithm).digest(body));
                if (expectation.digest().isPresent()
                        && !expectation.digest().get().equals(digest)) {
                    throw new PlashException("cannot use " + request.url() + ": it has the digest " + digest);
                }
                if (expectation.size().isPresent() && expectation.size().getAsLong() != body.length) {
                    throw new PlashException("cannot use " + request.url() + ": it has " + body.length + " bytes");
                }
                fetched = file;
            }
            return fetched;
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file());
        }

        @Override
        public Digest digest() throws IOException {
            return expectation.digest().isPresent() ? expectation.digest().get() : Digest.sha256(Content.of(file()));
        }
    }
}
