package io.plash.source.url;

import io.plash.api.PlashException;
import io.plash.api.image.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Brings a file over http or https, and nothing but a whole one. */
final class Download {

    /** Mirrors redirect once or twice; so many are a loop. */
    private static final int MOST_REDIRECTS = 10;

    private static final int BUFFER_SIZE = 1 << 16;

    private final OkHttpClient client;
    private final EnvironmentProxies proxies;

    /**
     * Makes a client that is used for any number of files.
     *
     * @param environment where {@code http_proxy} and its kin are looked up
     * @param patience how long to wait for a connection, and then for each further byte
     */
    Download(Map<String, String> environment, Duration patience) {
        proxies = new EnvironmentProxies(environment);
        client = new OkHttpClient.Builder()
                .connectTimeout(patience)
                .readTimeout(patience)
                .writeTimeout(patience)
                .proxySelector(proxies)
                .proxyAuthenticator(proxies.authenticator())
                .followRedirects(false) // done here, for OkHttp goes from https to http or not even from http to https
                .build();
    }

    /**
     * Downloads.
     *
     * @param url of scheme {@code http} or {@code https}. Its user and password are shown to its own host and port only
     * @param file appears when it is complete; until then what there is stands beside it, with {@code .part} appended
     * @param progress is told how far it is
     * @throws UnexpectedStatusException if the server answers anything but the file
     * @throws PlashException if the server is not who it should be, or redirects to where one must not go
     * @throws IOException if the transfer failed; trying again may help
     */
    void fetch(Url url, Path file, Progress progress) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (Response response = follow(url)) {
            if (response.code() != 200) {
                throw new UnexpectedStatusException(url, response.code(), response.message());
            }
            save(url, response, part, progress);
        } finally {
            client.connectionPool().evictAll(); // an idle connection would keep a thread
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The answer at the end of all redirects. */
    private Response follow(Url url) throws IOException {
        HttpUrl origin = Objects.requireNonNull(HttpUrl.parse(url.label()), "an address that OkHttp does not take");
        HttpUrl next = origin;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Response response = ask(url, next, isSameHost(origin, next));
            String location = response.header("Location");
            if (!response.isRedirect() || location == null) {
                return response;
            }
            response.close();
            next = target(url, next, location);
        }
        throw new PlashException("cannot fetch " + url + ": it redirects more than " + MOST_REDIRECTS + " times");
    }

    private Response ask(Url url, HttpUrl address, boolean withCredentials) throws IOException {
        Request.Builder request = new Request.Builder()
                .url(address)
                .header("User-Agent", "plash")
                // Without this, OkHttp asks for a compressed transfer, whose length nobody knows beforehand.
                .header("Accept-Encoding", "identity");
        if (withCredentials && url.userInfo() != null) {
            request.header("Authorization", EnvironmentProxies.basic(url));
        }
        try {
            return client.newCall(request.build()).execute();
        } catch (IOException e) {
            String message = "cannot fetch " + url + proxies.mention(address.uri()) + ": " + FailureReason.of(e);
            if (FailureReason.isCertificate(e)) {
                throw new PlashException(
                        message, "let the JDK trust its authority, with `keytool -importcert -cacerts`", e);
            }
            throw new IOException(message, e);
        }
    }

    private static boolean isSameHost(HttpUrl a, HttpUrl b) {
        return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
    }

    private static HttpUrl target(Url url, HttpUrl from, String location) {
        HttpUrl to = from.resolve(location);
        if (to == null) {
            throw new PlashException("cannot fetch " + url + ": it redirects to what is neither http nor https");
        }
        if (from.isHttps() && !to.isHttps()) {
            throw new PlashException("cannot fetch " + url + ": it redirects from https to http, to " + to.host());
        }
        return to.newBuilder().username("").password("").build();
    }

    private static void save(Url url, Response response, Path part, Progress progress) throws IOException {
        long total = response.body().contentLength();
        long done = 0;
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream in = response.body().byteStream();
                OutputStream out = Files.newOutputStream(part)) {
            progress.update(0, total);
            for (int n = read(url, in, buffer, done); n != -1; n = read(url, in, buffer, done)) {
                write(part, out, buffer, n);
                done += n;
                progress.update(done, total);
            }
        }
        // Over HTTP/1 OkHttp has noticed already; over HTTP/2 it does not look (RFC 9113, section 8.1.1).
        if (total != -1 && done != total) {
            throw brokenOff(url, done, "the server announced " + total, null);
        }
    }

    private static int read(Url url, InputStream in, byte[] buffer, long done) throws IOException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw brokenOff(url, done, FailureReason.of(e), e);
        }
    }

    private static void write(Path part, OutputStream out, byte[] buffer, int length) throws IOException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new IOException("cannot write " + part + ": " + FailureReason.of(e), e);
        }
    }

    private static IOException brokenOff(Url url, long done, String reason, @Nullable IOException cause) {
        String message = "cannot fetch %s: the transfer broke off after %d bytes: %s".formatted(url, done, reason);
        return new IOException(message, cause);
    }
}
