package io.plash.source.lxc;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.download.Download;
import io.plash.api.download.Downloader;
import io.plash.api.download.Expectation;
import io.plash.api.download.Request;
import io.plash.api.download.Response;
import io.plash.api.download.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A server in the layout of images.linuxcontainers.org. */
final class Server {

    private static final Pattern SAFE_PATH = Pattern.compile("(?!.*(^|/)\\.\\.?(/|$))[A-Za-z0-9._~:+@%/-]+");

    private static final byte[] NO_SIGNATURE = {};

    private final String root;
    private final Downloader downloader;

    /**
     * Asks nothing yet.
     *
     * @param root its address, with or without a slash at the end
     */
    Server(String root, Downloader downloader) {
        this.root = root.replaceFirst("/+$", "");
        this.downloader = downloader;
    }

    /** Everything that it has: of simplestreams, or of the older index where the server has or gives out none. */
    List<Product> products() throws IOException {
        Response index = downloader.ask(Request.get(address("streams/v1/index.json")));
        if (index.status() == 404 || index.status() == 403 || index.status() >= 500) {
            Response older = downloader.ask(Request.get(address("meta/1.0/index-user")));
            // Why there is no other index says more than that this one is missing, too.
            boolean none = older.status() == 404 && index.status() != 404;
            return TextIndex.products((none ? index : older).success().text());
        }
        List<Product> products = new ArrayList<>();
        for (String path : SimpleStreams.lists(index.success().body(), index.url())) {
            String list = address(path);
            Download download = downloader.download("index of images", Request.get(list), Expectation.NONE);
            try (InputStream in = download.open()) {
                products.addAll(SimpleStreams.products(in, list));
            }
        }
        return products;
    }

    /** The same build, with its digest. */
    Build complete(Build build) throws IOException {
        if (build.sha256().isPresent()) {
            return build;
        }
        int slash = build.path().lastIndexOf('/');
        String sums = address(build.path().substring(0, slash + 1) + "SHA256SUMS");
        String sum = TextIndex.sum(
                        downloader.ask(Request.get(sums)).success().text(),
                        build.path().substring(slash + 1))
                .orElseThrow(() -> new PlashException("no digest of the image in " + sums));
        return new Build(build.serial(), build.path(), build.size(), Optional.of(sum));
    }

    /** The root filesystem of a build that is complete. Servers change their index and their files one after the other. */
    Download rootfs(String title, Build build) throws IOException {
        String url = address(build.path());
        if (downloader.ask(Request.of("HEAD", url)).status() == 404) {
            throw new PlashException(
                    "cannot fetch " + url + ": the server lists it but does not have it",
                    "try again later, or name another server in PLASH_LXC_SERVER");
        }
        Digest digest = new Digest("sha256", build.sha256().orElseThrow());
        Expectation expectation =
                build.size().isPresent() ? Expectation.of(digest, build.size().getAsLong()) : Expectation.of(digest);
        Response signature = downloader.ask(Request.get(url + ".asc"));
        byte[] checked =
                signature.status() == 404 ? NO_SIGNATURE : signature.success().body();
        return downloader.download(title, Request.get(url), expectation.signedBy(Signature.offered(checked)));
    }

    /** Where a file is. */
    String address(String path) {
        if (!SAFE_PATH.matcher(path).matches()) {
            throw new PlashException(
                    "cannot use the index of images of " + root + ": it has a path that leads elsewhere");
        }
        return root + "/" + path.replaceFirst("^/+", "");
    }

    @Override
    public String toString() {
        return root;
    }
}
