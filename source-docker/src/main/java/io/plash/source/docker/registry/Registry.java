package io.plash.source.docker.registry;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import io.plash.api.download.Download;
import io.plash.api.download.Downloader;
import io.plash.api.download.Expectation;
import io.plash.api.download.Request;
import io.plash.api.download.Response;
import io.plash.source.docker.image.Blobs;
import io.plash.source.docker.login.Logins;
import io.plash.source.docker.oci.Descriptor;
import io.plash.source.docker.oci.JsonObject;
import io.plash.source.docker.oci.MediaTypes;
import io.plash.source.docker.oci.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One repository on one server, to read from (OCI distribution-spec, "Pull"). */
final class Registry {

    private static final int SHOWN_DIGITS = 12;

    private final Endpoint endpoint;
    private final Downloader downloader;
    private final RegistryAccess access;

    Registry(Endpoint endpoint, Downloader downloader, Logins logins) {
        this.endpoint = endpoint;
        this.downloader = downloader;
        this.access = new RegistryAccess(endpoint, "pull", logins, new Tokens(downloader));
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** What a version means at the moment. Costs less than {@link #manifest}, also of what a server grants a user. */
    Response head(String version) throws IOException {
        return downloader.ask(request("HEAD", "manifests/" + version).header("Accept", MediaTypes.ACCEPTED));
    }

    /** The first document of a version. */
    Response manifest(String version) throws IOException {
        return downloader.ask(request("GET", "manifests/" + version).header("Accept", MediaTypes.ACCEPTED));
    }

    /** The tags that there are, as far as the server says them at once; none if it does not. */
    List<String> tags() {
        try {
            Response response = downloader.ask(request("GET", "tags/list"));
            return response.status() == 200
                    ? JsonObject.parse(response.body(), "list of tags").texts("tags")
                    : List.of();
        } catch (IOException | PlashException e) {
            // Only wanted for advice.
            return List.of();
        }
    }

    /** The parts of its images. What it has not is looked for where else the same images are, in this order. */
    Blobs blobs(List<Registry> others) {
        return part -> blob(part, others);
    }

    private Content blob(Descriptor part, List<Registry> others) {
        List<Download> places = new ArrayList<>(List.of(download(part)));
        others.forEach(other -> places.add(other.download(part)));
        for (String url : part.urls()) {
            // Somebody else's, who gets no password.
            if (url.matches("https?://[!-~]{1,2000}")) {
                places.add(downloader.download(title(part), Request.get(url), expectation(part)));
            }
        }
        return places.size() == 1 ? places.get(0) : new FirstThatAnswers(places);
    }

    private Download download(Descriptor part) {
        // Images of an index are manifests, and those have their own place.
        String place = MediaTypes.isDocument(part.mediaType()) ? "manifests/" : "blobs/";
        Request request = request("GET", place + part.digest()).header("Accept", part.mediaType() + ", */*");
        return downloader.download(title(part), request, expectation(part));
    }

    private static String title(Descriptor part) {
        return part.digest().hex().substring(0, SHOWN_DIGITS);
    }

    private static Expectation expectation(Descriptor part) {
        return Expectation.of(part.digest(), part.size());
    }

    /** The digest that a server says a document has, if it says so. */
    static Optional<Digest> declaredDigest(Response response) {
        try {
            return response.header("Docker-Content-Digest").map(Digest::parse);
        } catch (PlashException e) {
            throw new PlashException(
                    "bad answer of " + response.url() + ": " + Shown.of(String.valueOf(e.getMessage())), null, e);
        }
    }

    private Request request(String method, String what) {
        return Request.of(method, endpoint.url(what)).credentials(access.credentials());
    }
}
