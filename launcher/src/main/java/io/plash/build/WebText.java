package io.plash.build;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.download.Downloader;
import io.plash.api.download.Request;
import io.plash.api.download.Response;
import io.plash.macro.input.WebAddress;
import io.plash.text.RawText;
import java.io.IOException;

/** Texts of the web, of which macros make build scripts. They are never kept. */
final class WebText {

    private final Downloader downloader;

    WebText(Downloader downloader) {
        this.downloader = downloader;
    }

    /** The text that is there now. */
    String of(WebAddress address) {
        byte[] body = body(address.url());
        address.digest().ifPresent(expected -> {
            Digest actual = Digest.of("sha256", Digest.computation("sha256").digest(body));
            if (!actual.equals(expected)) {
                throw new PlashException(
                        "cannot use %s: its digest is %s, expected is %s".formatted(address.url(), actual, expected),
                        "the file has changed; read it before you write the new digest behind #");
            }
        });
        return RawText.decode(body);
    }

    private byte[] body(String url) {
        try {
            Response response = downloader.ask(Request.get(url)).success();
            return response.body();
        } catch (IOException e) {
            // The message says what could not be fetched, and why.
            throw new PlashException(String.valueOf(e.getMessage()));
        }
    }
}
