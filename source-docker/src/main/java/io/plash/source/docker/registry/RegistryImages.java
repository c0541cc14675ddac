package io.plash.source.docker.registry;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.download.Downloader;
import io.plash.api.download.Response;
import io.plash.api.download.UnexpectedStatusException;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.image.Blobs;
import io.plash.source.docker.image.ImageReader;
import io.plash.source.docker.login.Logins;
import io.plash.source.docker.oci.Descriptor;
import io.plash.source.docker.oci.ImageDocument;
import io.plash.source.docker.oci.ImageManifest;
import io.plash.source.docker.oci.Machine;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of registries. */
public final class RegistryImages {

    private static final int BAD_REQUEST = 400;

    private final Endpoints endpoints;
    private final Logins logins;
    private final Downloader downloader;

    /** Mirrors, logins and what may be asked without encryption are what the environment says. */
    public RegistryImages(Map<String, String> environment, Downloader downloader) {
        this.endpoints = new Endpoints(environment);
        this.logins = new Logins(environment);
        this.downloader = downloader;
    }

    private interface Question<T> {
        /** The others have the same images. */
        T ask(Registry registry, List<Registry> others) throws IOException;
    }

    /**
     * What the name means now.
     *
     * @param image messages call it so
     * @throws ImageNotFoundException if there is no such image
     */
    public Digest digest(RegistryReference reference, ImageReference image) throws IOException {
        return first(reference, (registry, others) -> {
            Response head = Answers.success(registry.head(reference.version()), registry, reference, image);
            Optional<Digest> declared = Registry.declaredDigest(head);
            return declared.isPresent()
                    ? declared.get()
                    : manifest(registry, reference, image).digest();
        });
    }

    /**
     * The image as it is now.
     *
     * @param pinned makes the name that always means it
     * @throws ImageNotFoundException if there is no such image
     */
    public FetchedImage image(RegistryReference reference, ImageReference image, Machine machine, Pinning pinned)
            throws IOException {
        return first(reference, (registry, others) -> {
            Manifest manifest = manifest(registry, reference, image);
            return new ImageReader(registry.blobs(others), machine)
                    .read(
                            manifest.response().body(),
                            manifest.response().header("Content-Type"),
                            pinned.as(reference.pinned(manifest.digest())));
        });
    }

    /**
     * Uploads an image of one platform to the registry itself.
     *
     * @param reference with a tag
     * @param contents has the parts of the image
     * @return what the name means from now on
     */
    public Digest push(RegistryReference reference, Descriptor manifest, Blobs contents) throws IOException {
        byte[] document = new ImageReader(contents, Machine.local()).document(manifest, "manifest");
        ImageManifest image = (ImageManifest)
                ImageDocument.parse(document, Optional.of(manifest.mediaType()), "manifest of " + reference);
        List<Endpoint> ways = endpoints.registry(reference);
        for (Endpoint endpoint : ways) {
            try {
                Uploads uploads = new Uploads(endpoint, downloader, logins);
                for (Descriptor layer : image.layers()) {
                    uploads.blob(layer, contents.blob(layer));
                }
                uploads.blob(image.config(), contents.blob(image.config()));
                uploads.manifest(reference.version(), contents.blob(manifest), manifest.size());
                return manifest.digest();
            } catch (IOException | PlashException e) {
                if (endpoint.equals(ways.get(ways.size() - 1)) || !mayBeTheProtocol(e)) {
                    throw e;
                }
            }
        }
        throw new IllegalStateException("there is a way to every registry");
    }

    /** Makes an image of its full name. */
    @FunctionalInterface
    public interface Pinning {
        ImageReference as(RegistryReference reference);
    }

    private record Manifest(Response response, Digest digest) {}

    private static Manifest manifest(Registry registry, RegistryReference reference, ImageReference image)
            throws IOException {
        Response response = Answers.success(registry.manifest(reference.version()), registry, reference, image);
        Optional<Digest> wanted = Optional.ofNullable(reference.digest()).or(() -> Registry.declaredDigest(response));
        Digest real = digest(response.body(), wanted);
        if (wanted.isPresent() && !real.equals(wanted.get())) {
            throw new PlashException(
                    "bad manifest of %s: its digest is %s, expected is %s".formatted(image, real, wanted.get()));
        }
        return new Manifest(response, real);
    }

    /** By the algorithm of the digest that is expected. */
    private static Digest digest(byte[] body, Optional<Digest> expected) {
        String algorithm = expected.map(Digest::algorithm).orElse("sha256");
        return Digest.of(algorithm, Digest.computation(algorithm).digest(body));
    }

    /** The answer of the first server that gives one, or what the last one says. */
    private <T> T first(RegistryReference reference, Question<T> question) throws IOException {
        List<Endpoint> rest = endpoints.of(reference);
        while (true) {
            Endpoint endpoint = rest.get(0);
            rest = rest.subList(1, rest.size());
            try {
                return question.ask(registry(endpoint), others(endpoint, rest));
            } catch (IOException | PlashException e) {
                if (rest.isEmpty() || !(endpoint.mirror() || mayBeTheProtocol(e))) {
                    throw e;
                }
            }
        }
    }

    /**
     * A mirror may know an image and not have all of its layers yet, or any more. Of the ways to a server it is the first
     * that is taken, for which one is right can only be found out by waiting.
     */
    private List<Registry> others(Endpoint endpoint, List<Endpoint> rest) {
        List<Endpoint> servers = new ArrayList<>(List.of(endpoint));
        for (Endpoint other : endpoint.mirror() ? rest : List.<Endpoint>of()) {
            if (servers.stream().noneMatch(other::isSameServer)) {
                servers.add(other);
            }
        }
        return servers.subList(1, servers.size()).stream().map(this::registry).toList();
    }

    private Registry registry(Endpoint endpoint) {
        return new Registry(endpoint, downloader, logins);
    }

    /** Whether this may happen to somebody who speaks http to a server of https, or the other way round. */
    private static boolean mayBeTheProtocol(Exception e) {
        if (e instanceof UnexpectedStatusException answer) {
            return answer.status() == BAD_REQUEST;
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof IOException && !(cause instanceof ConnectException);
    }
}
