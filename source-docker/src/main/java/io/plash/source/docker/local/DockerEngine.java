package io.plash.source.docker.local;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.download.Downloader;
import io.plash.api.download.Expectation;
import io.plash.api.download.Request;
import io.plash.api.download.Response;
import io.plash.api.download.UnexpectedStatusException;
import io.plash.api.download.UnreachableException;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.oci.JsonObject;
import io.plash.source.docker.oci.Shown;
import io.plash.source.docker.registry.RegistryReference;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** The images of a local engine, through its socket (Docker Engine API, "Images"). */
public final class DockerEngine {

    private static final String UNIX = "unix://";
    private static final Pattern ID = Pattern.compile("(sha256:)?[0-9a-f]{12,64}");

    private final String socket;
    private final Downloader downloader;

    /** The engine that {@code DOCKER_HOST} names, as it does to docker. */
    public DockerEngine(Map<String, String> environment, Downloader downloader) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        if (!host.isEmpty() && !host.startsWith(UNIX + "/")) {
            throw new PlashException(
                    "no socket of a local engine: DOCKER_HOST is " + Shown.of(host),
                    "unset it, or set it to unix:///PATH");
        }
        this.socket = host.isEmpty() ? "/var/run/docker.sock" : host.substring(UNIX.length());
        this.downloader = downloader;
    }

    /**
     * What an engine can call an image.
     *
     * @throws PlashException if it is neither a name nor an id
     */
    public static String parse(String name) {
        if (!ID.matcher(name).matches()) {
            RegistryReference.parse(name);
        }
        return name;
    }

    /** The id that a name stands for now. */
    public Digest id(String name, ImageReference image) throws IOException {
        Response response = ask(Request.get(url(name) + "/json"));
        if (response.status() == 404) {
            throw new ImageNotFoundException(image, "see what there is with `docker images`");
        }
        if (response.status() != 200) {
            throw new UnexpectedStatusException(response);
        }
        return Digest.parse(
                JsonObject.parse(response.body(), "answer of " + socket).requiredText("Id"));
    }

    private Response ask(Request request) throws IOException {
        try {
            return downloader.ask(request);
        } catch (IOException e) {
            throw new UnreachableException(
                    String.valueOf(e.getMessage()),
                    "check that docker or podman runs, and that " + socket
                            + " is its socket and may be used by you; DOCKER_HOST names another one",
                    e);
        }
    }

    /** An archive with this image alone. */
    public Path archive(Digest id, ImageReference image) throws IOException {
        return downloader
                .download(image.toString(), Request.get(url(id.toString()) + "/get"), Expectation.NONE)
                .file();
    }

    private String url(String name) {
        return "http+unix://"
                + URLEncoder.encode(socket, StandardCharsets.UTF_8).replace("+", "%20") + "/images/" + name;
    }
}
