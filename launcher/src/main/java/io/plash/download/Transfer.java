package io.plash.download;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.download.Expectation;
import io.plash.api.download.Request;
import io.plash.api.download.UnexpectedStatusException;
import io.plash.download.DownloadCache.Validator;
import io.plash.progress.Progress.Bar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Brings one file into the cache, in as many tries as it takes. */
final class Transfer {

    /** What nobody has announced may be this long; an endless answer ends here. */
    private static final long LARGEST = 64L << 30;

    private final Network network;
    private final String title;
    private final Request request;
    private final Expectation expectation;
    private final String key;
    private final String what;
    private final Arrival arrival = new Arrival();

    Transfer(Network network, String title, Request request, Expectation expectation) {
        this.network = network;
        this.title = title;
        this.request = request;
        this.expectation = expectation;
        this.key = DownloadCache.key(request, expectation);
        this.what = Address.parse(request.url()).toString();
    }

    Arrival arrival() {
        return arrival;
    }

    Optional<Digest> expected() {
        return expectation.digest();
    }

    /** Does it, and tells those who wait. Of several processes that want the same file, one fetches it. */
    void run() {
        try (FileLock held = network.locks().acquire("download:" + key)) {
            Optional<Digest> known =
                    expected().isPresent() ? expected() : network.cache().lastOf(key);
            boolean sure = expected().isPresent() || network.offline();
            if (sure && known.isPresent() && takeFromCache(known.get())) {
                return;
            }
            if (network.offline()) {
                throw Patience.offline(what);
            }
            fetch(known);
        } catch (IOException | RuntimeException e) {
            arrival.failed(e);
        } catch (LinkageError e) {
            arrival.failed(new IllegalStateException(e));
        }
    }

    /** Reads what is in the cache again while it is handed out, for crashes and disks damage files. */
    private boolean takeFromCache(Digest digest) throws IOException {
        Optional<Path> file = network.cache().find(digest);
        if (file.isEmpty()) {
            return false;
        }
        try (PartFile content =
                new PartFile(file.get(), digest.algorithm(), length -> arrival.grown(file.get(), length))) {
            content.resume();
            if (content.digest().equals(digest)) {
                check(file.get());
                arrival.arrived(file.get(), content.length(), digest);
                return true;
            }
        }
        network.cache().drop(digest);
        if (!arrival.takeBack()) {
            throw new IOException("the download cache was damaged and has been cleaned: try again");
        }
        return false;
    }

    private void fetch(Optional<Digest> last) throws IOException {
        Path file = network.cache().part(key);
        try (PartFile part = new PartFile(file, algorithm(), length -> arrival.grown(file, length));
                Bar bar = network.progress().begin(title)) {
            if (canResume()) {
                part.resume();
            }
            try {
                fetch(last, part, bar);
            } catch (IOException | RuntimeException e) {
                if (part.length() == 0) {
                    network.cache().forgetPart(key);
                }
                throw e;
            }
        }
    }

    private void fetch(Optional<Digest> last, PartFile part, Bar bar) throws IOException {
        long furthest = part.length();
        for (int failed = 0; ; failed++) {
            try (Response response = network.exchange().open(request, headers(part, last))) {
                if (response.code() == 304 && last.isPresent() && takeFromCache(last.get())) {
                    network.cache().forgetPart(key);
                    return;
                }
                if (receive(response, part, bar)) {
                    arrive(response, part);
                    bar.finish();
                    return;
                }
                if (!network.patience().waitAfter(failed + 1, response.header("Retry-After"))) {
                    throw new UnexpectedStatusException(Exchange.refusal(response));
                }
            } catch (IOException e) {
                // What came before and was taken back is no progress.
                failed = part.length() > furthest ? 0 : failed;
                furthest = Math.max(furthest, part.length());
                if (!FailureReason.mayPass(e) || !network.patience().waitAfter(failed + 1, null)) {
                    throw e;
                }
                if (!canResume() && arrival.takeBack()) {
                    part.clear();
                }
            }
        }
    }

    /** A part may be gone on with if what comes of it is checked, or the server says that it is of the same file. */
    private boolean canResume() throws IOException {
        return expected().isPresent()
                || network.cache()
                        .validatorOfPart(key)
                        .filter(Validator::isStrong)
                        .isPresent();
    }

    private Map<String, String> headers(PartFile part, Optional<Digest> last) throws IOException {
        Map<String, String> headers = new HashMap<>();
        if (part.length() > 0 && canResume()) {
            headers.put("Range", "bytes=" + part.length() + "-");
            network.cache()
                    .validatorOfPart(key)
                    .filter(Validator::isStrong)
                    .ifPresent(validator -> headers.put("If-Range", validator.text()));
        } else if (part.length() == 0 && last.isPresent()) {
            network.cache()
                    .validatorOfLast(key)
                    .ifPresent(validator ->
                            headers.put(validator.isTag() ? "If-None-Match" : "If-Modified-Since", validator.text()));
        }
        return headers;
    }

    /** Takes what comes; false if the server has to be asked again. */
    private boolean receive(Response response, PartFile part, Bar bar) throws IOException {
        int status = response.code();
        if (status == 416) {
            // What is here already is as long as the file, or longer.
            return (part.length() > 0 && isExpected(part)) || beginAgain(part);
        }
        if (status != 200 && status != 206) {
            if (network.patience().mayPass(status)) {
                return false;
            }
            throw new UnexpectedStatusException(Exchange.refusal(response));
        }
        long length = response.body().contentLength();
        long begin = status == 206 ? part.length() : 0;
        long total = length < 0 ? -1 : begin + length;
        if (status == 206 && !response.header("Content-Range", "").startsWith("bytes " + part.length() + "-")) {
            throw new PlashException("cannot fetch " + what + ": the server answers with another range than asked for");
        }
        checkSize(total, "has");
        try (InputStream in = response.body().byteStream()) {
            if (status == 200) {
                beginWhole(response, in, part);
            }
            save(in, part, bar, total);
        }
        return true;
    }

    /** The server sends the file from its beginning, of which we may have handed out something already. */
    private void beginWhole(Response response, InputStream in, PartFile part) throws IOException {
        if (part.length() > 0) {
            if (arrival.takeBack()) {
                part.clear();
            } else if (!part.beginsLike(in)) {
                network.cache().forgetPart(key);
                throw new PlashException("cannot fetch " + what + ": it changed during the transfer", "try again");
            }
        }
        network.cache().rememberPart(key, validator(response));
    }

    private boolean beginAgain(PartFile part) throws IOException {
        network.cache().forgetPart(key);
        if (!arrival.takeBack()) {
            throw new PlashException("cannot fetch " + what + ": it changed during the transfer", "try again");
        }
        part.clear();
        return false;
    }

    private void save(InputStream in, PartFile part, Bar bar, long total) throws IOException {
        byte[] buffer = new byte[1 << 16];
        bar.update(part.length(), total);
        try {
            for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
                part.append(buffer, n);
                checkSize(part.length(), "goes on after");
                bar.update(part.length(), total);
            }
        } catch (IOException e) {
            throw brokenOff(part, FailureReason.of(e), e);
        }
        // Over HTTP/1 OkHttp has noticed already; over HTTP/2 it does not look (RFC 9113, section 8.1.1).
        if (total != -1 && part.length() != total) {
            throw brokenOff(part, "the server announced " + total, null);
        }
    }

    private IOException brokenOff(PartFile part, String reason, @Nullable IOException cause) {
        return new IOException(
                "cannot fetch %s: the transfer broke off after %d bytes: %s".formatted(what, part.length(), reason),
                cause);
    }

    private void checkSize(long size, String verb) throws IOException {
        long most = expectation.size().orElse(LARGEST);
        if (size > most) {
            network.cache().forgetPart(key);
            throw new PlashException(
                    "cannot fetch %s: it %s %d bytes, expected are %d".formatted(what, verb, size, most));
        }
    }

    private boolean isExpected(PartFile part) {
        return expected().map(part.digest()::equals).orElse(false);
    }

    /** The last byte is there. */
    private void arrive(Response response, PartFile part) throws IOException {
        Digest digest = part.digest();
        long size = expectation.size().orElse(part.length());
        if (size != part.length() || !expected().orElse(digest).equals(digest)) {
            network.cache().forgetPart(key);
            throw new PlashException(
                    size != part.length()
                            ? "cannot use %s: it has %d bytes, expected are %d".formatted(what, part.length(), size)
                            : "cannot use %s: its digest is %s, expected is %s"
                                    .formatted(what, digest, expected().get()),
                    "try again; if that does not help, it was changed on the server or on its way");
        }
        try {
            check(network.cache().part(key));
        } catch (PlashException e) {
            network.cache().forgetPart(key);
            throw e;
        }
        part.force();
        Path file = network.cache().keep(key, digest);
        Optional<Validator> validator = validator(response);
        if (expected().isEmpty() && validator.isPresent()) {
            network.cache().rememberLast(key, validator.get(), digest);
        }
        arrival.arrived(file, part.length(), digest);
    }

    private void check(Path file) throws IOException {
        if (expectation.signature().isPresent()) {
            network.signatures().check(what, file, expectation.signature().get());
        }
    }

    private String algorithm() {
        return expected().map(Digest::algorithm).orElse("sha256");
    }

    private static Optional<Validator> validator(Response response) {
        return Optional.ofNullable(response.header("ETag", response.header("Last-Modified")))
                .filter(text -> text.matches("[ -~]{1,1000}"))
                .map(Validator::new);
    }
}
