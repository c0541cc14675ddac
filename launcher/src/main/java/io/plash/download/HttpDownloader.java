package io.plash.download;

import io.plash.api.PlashException;
import io.plash.api.download.Download;
import io.plash.api.download.Downloader;
import io.plash.api.download.Expectation;
import io.plash.api.download.Request;
import io.plash.api.download.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The downloader of all image sources. */
final class HttpDownloader implements Downloader {

    /** More connections make servers angry, and one network no faster. */
    private static final int PARALLEL = 4;

    /** The index of the largest known server of images has 3 MiB. */
    private static final int LARGEST_ANSWER = 32 << 20;

    private final Network network;
    private final ExecutorService executor = Executors.newFixedThreadPool(PARALLEL, HttpDownloader::thread);
    private final Map<String, CachedDownload> downloads = new ConcurrentHashMap<>();
    private final Map<String, Object> monitors = new ConcurrentHashMap<>();

    HttpDownloader(Network network) {
        this.network = network;
    }

    @Override
    public Response ask(Request request) throws IOException {
        if (network.offline()) {
            throw new Downloads.OfflineException(Address.parse(request.url()).toString());
        }
        for (int failed = 1; ; failed++) {
            try (okhttp3.Response answer = network.exchange().open(request, Map.of())) {
                boolean again =
                        Exchange.isQuestion(request) && network.patience().mayPass(answer.code());
                if (!again || !network.patience().waitAfter(failed, answer.header("Retry-After"))) {
                    return whole(answer);
                }
            } catch (IOException e) {
                boolean again = Exchange.isQuestion(request) && FailureReason.mayPass(e);
                if (!again || !network.patience().waitAfter(failed, null)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public Download download(String title, Request request, Expectation expectation) {
        String key = DownloadCache.key(request, expectation);
        String checked = expectation
                .signature()
                .map(signature -> signature.isRequired() + HexFormat.of().formatHex(signature.bytes()))
                .orElse("");
        return downloads.computeIfAbsent(key + checked + " " + request.url(), ignored -> {
            Transfer transfer = new Transfer(network, title, request, expectation);
            return new CachedDownload(transfer, work -> executor.execute(() -> alone(key, work)));
        });
    }

    /** The locks of the store are between processes; one process must not ask for the same one twice. */
    private void alone(String key, Runnable work) {
        synchronized (monitors.computeIfAbsent(key, ignored -> new Object())) {
            work.run();
        }
    }

    private static Response whole(okhttp3.Response answer) throws IOException {
        try (InputStream in = answer.body().byteStream()) {
            byte[] body = in.readNBytes(LARGEST_ANSWER + 1);
            if (body.length > LARGEST_ANSWER) {
                throw new PlashException("cannot fetch "
                        + Address.parse(answer.request().url().toString()) + ": the answer is too long");
            }
            return new Response(
                    answer.request().url().toString(),
                    answer.code(),
                    answer.headers().toMultimap(),
                    body);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "download");
        thread.setDaemon(true);
        return thread;
    }
}
