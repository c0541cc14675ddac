package io.plash.source.docker.registry;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.api.download.Downloader;
import io.plash.api.download.Request;
import io.plash.api.download.Response;
import io.plash.api.download.UnexpectedStatusException;
import io.plash.source.docker.login.Logins;
import io.plash.source.docker.oci.Descriptor;
import io.plash.source.docker.oci.MediaTypes;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** One repository on one server, to write to (OCI distribution-spec, "Push"). */
final class Uploads {

    private final Endpoint endpoint;
    private final Downloader downloader;
    private final RegistryAccess access;

    Uploads(Endpoint endpoint, Downloader downloader, Logins logins) {
        this.endpoint = endpoint;
        this.downloader = downloader;
        this.access = new RegistryAccess(endpoint, "pull,push", logins, new Tokens(downloader));
    }

    /** Uploads a content, unless the server has it already. */
    void blob(Descriptor blob, Content content) throws IOException {
        if (downloader.ask(request("HEAD", "blobs/" + blob.digest())).status() == 200) {
            return;
        }
        Response begun = accepted(downloader.ask(request("POST", "blobs/uploads/")), 202);
        URI place = place(begun);
        String separator = place.getRawQuery() == null ? "?" : "&";
        Request put = Request.of("PUT", place + separator + "digest=" + blob.digest())
                .body(new Request.Body("application/octet-stream", content, blob.size()));
        accepted(downloader.ask(isOwn(place) ? put.credentials(access.credentials()) : put), 201);
    }

    /** Uploads the document that makes contents an image. */
    void manifest(String version, Content content, long size) throws IOException {
        Request.Body body = new Request.Body(MediaTypes.MANIFEST, content, size);
        accepted(downloader.ask(request("PUT", "manifests/" + version).body(body)), 201);
    }

    private Request request(String method, String what) {
        return Request.of(method, endpoint.url(what)).credentials(access.credentials());
    }

    private URI place(Response begun) {
        return begun.header("Location")
                .filter(location -> location.matches("[!-~]{1,8192}"))
                .flatMap(Uploads::uri)
                .map(location -> URI.create(begun.url()).resolve(location))
                .filter(uri -> uri.getHost() != null
                        && (uri.getScheme().equals("https")
                                || endpoint.uri().getScheme().equals("http")))
                .orElseThrow(() -> new PlashException(
                        "cannot push to " + endpoint.uri().getAuthority() + ": it does not say where to"));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is the server that the password is for. */
    private boolean isOwn(URI uri) {
        return uri.getScheme().equals(endpoint.uri().getScheme())
                && uri.getAuthority().equals(endpoint.uri().getAuthority());
    }

    private Response accepted(Response response, int status) {
        if (response.status() == status || response.status() == 201) {
            return response;
        }
        String host = endpoint.uri().getAuthority();
        boolean login = response.status() == 401 || response.status() == 403;
        throw new PlashException(
                "cannot push to " + host + ": it answers " + UnexpectedStatusException.phrase(response.status())
                        + Answers.message(response).map(text -> ", " + text).orElse(""),
                login ? "log in with `podman login " + host + "` or `docker login`" : "");
    }
}
