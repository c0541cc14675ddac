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
    private final PartVersion version;
    private final Arrival arrival = new Arrival();

    /** What has come of an answer. */
    private enum Outcome {
        WHOLE,
        MORE_TO_ASK_FOR,
        NOTHING
    }

    Transfer(Network network, String title, Request request, Expectation expectation) {
        this.network = network;
        this.title = title;
        this.request = request;
        this.expectation = expectation;
        this.key = DownloadCache.key(request, expectation);
        this.what = Address.parse(request.url()).toString();
        this.version =
                new PartVersion(network.cache(), key, expectation.digest().isPresent());
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
                throw new Downloads.OfflineException(what);
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
            throw new PlashException(
                    "cannot use %s: the download cache was damaged and has been cleaned".formatted(what), "try again");
        }
        return false;
    }

    private void fetch(Optional<Digest> last) throws IOException {
        Path file = network.cache().part(key);
        try (PartFile part = new PartFile(file, algorithm(), length -> arrival.grown(file, length));
                Bar bar = network.progress().begin(title)) {
            if (version.canResume()) {
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
        Optional<Digest> known = last;
        long furthest = part.length();
        for (int failed = 0; ; failed++) {
            try (Response response =
                    network.exchange().open(request, version.headers(part.length(), known.isPresent()))) {
                if (response.code() == 304 && known.isPresent()) {
                    if (takeFromCache(known.get())) {
                        network.cache().forgetPart(key);
                        return;
                    }
                    // What is here is damaged, so the server must not spare itself the trouble.
                    known = Optional.empty();
                    continue;
                }
                Outcome outcome = receive(response, part, bar);
                if (outcome == Outcome.WHOLE) {
                    arrive(part, bar);
                    return;
                }
                if (outcome == Outcome.MORE_TO_ASK_FOR) {
                    furthest = Math.max(furthest, part.length());
                    failed = -1;
                } else if (!network.patience().waitAfter(failed + 1, response.header("Retry-After"))) {
                    throw network.patience().mayPass(response.code())
                            ? new UnexpectedStatusException(Exchange.refusal(response))
                            : changed();
                }
            } catch (IOException e) {
                // What came before and was taken back is no progress.
                failed = part.length() > furthest ? 0 : failed;
                furthest = Math.max(furthest, part.length());
                if (!FailureReason.mayPass(e) || !network.patience().waitAfter(failed + 1, null)) {
                    throw e;
                }
                if (!version.canResume() && arrival.takeBack()) {
                    part.clear();
                }
            }
        }
    }

    /** Takes what comes. */
    private Outcome receive(Response response, PartFile part, Bar bar) throws IOException {
        int status = response.code();
        if (status == 200 || status == 206) {
            return receive(response, status == 200, part, bar);
        }
        if (status == 416 && part.length() > 0) {
            // What is here already is as long as the file, or longer.
            return expected().map(part.digest()::equals).orElse(false) ? Outcome.WHOLE : beginAgain(part);
        }
        if (!network.patience().mayPass(status)) {
            throw new UnexpectedStatusException(Exchange.refusal(response));
        }
        return Outcome.NOTHING;
    }

    /** Takes the file or a part of it, for a server may send less than it was asked for. */
    private Outcome receive(Response response, boolean isWhole, PartFile part, Bar bar) throws IOException {
        ContentRange range = isWhole ? ContentRange.whole(response.body().contentLength()) : range(response, part);
        if (!isWhole && !version.isOf(response)) {
            return beginAgain(part);
        }
        checkSize(Math.max(range.end(), range.total()), "has");
        try (InputStream in = response.body().byteStream()) {
            if (isWhole) {
                beginWhole(response, in, part);
            }
            save(in, part, bar, range);
        }
        return part.length() < range.total() ? Outcome.MORE_TO_ASK_FOR : Outcome.WHOLE;
    }

    private ContentRange range(Response response, PartFile part) {
        return ContentRange.parse(response.header("Content-Range", ""))
                .filter(range -> part.length() > 0 && range.begin() == part.length())
                .orElseThrow(() -> new PlashException(
                        "cannot fetch " + what + ": the server answers with another range than asked for"));
    }

    /** The server sends the file from its beginning, of which we may have handed out something already. */
    private void beginWhole(Response response, InputStream in, PartFile part) throws IOException {
        if (part.length() > 0) {
            if (arrival.takeBack()) {
                part.clear();
            } else if (!part.beginsLike(in)) {
                network.cache().forgetPart(key);
                throw changed();
            }
        }
        version.begin(response);
    }

    /** The file stays, for it is open. */
    private Outcome beginAgain(PartFile part) throws IOException {
        if (!arrival.takeBack()) {
            network.cache().forgetPart(key);
            throw changed();
        }
        version.forget();
        part.clear();
        return Outcome.NOTHING;
    }

    private PlashException changed() {
        return new PlashException("cannot fetch " + what + ": it changed during the transfer", "try again");
    }

    private void save(InputStream in, PartFile part, Bar bar, ContentRange range) throws IOException {
        byte[] buffer = new byte[1 << 16];
        bar.update(part.length(), range.total());
        try {
            for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
                part.append(buffer, n);
                checkSize(part.length(), "goes on after");
                bar.update(part.length(), range.total());
            }
        } catch (IOException e) {
            throw brokenOff(part, FailureReason.of(e), e);
        }
        // Over HTTP/1 OkHttp has noticed already; over HTTP/2 it does not look (RFC 9113, section 8.1.1).
        if (range.end() != -1 && part.length() != range.end()) {
            throw brokenOff(part, "the server announced " + range.end(), null);
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

    /** The last byte is there. The bar goes first: who waits for the file may end this process. */
    private void arrive(PartFile part, Bar bar) throws IOException {
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
        Optional<Validator> validator = version.validator();
        Path file = network.cache().keep(key, digest);
        if (expected().isEmpty() && validator.isPresent()) {
            network.cache().rememberLast(key, validator.get(), digest);
        }
        bar.finish();
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
}
