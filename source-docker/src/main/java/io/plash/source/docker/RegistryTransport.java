package io.plash.source.docker;

import io.plash.api.PlashException;
import io.plash.api.download.Downloader;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.login.Logins;
import io.plash.source.docker.registry.RegistryImages;
import io.plash.source.docker.registry.RegistryReference;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** {@code NAME[:TAG][@DIGEST]}: an image of a registry. */
record RegistryTransport(Map<String, String> environment) implements Transport {

    @Override
    public String resolve(String name) {
        return RegistryReference.parse(name).toString();
    }

    /** Nobody is stopped by the helper of a login that may not be wanted, but who wants it has to know. */
    @Override
    public Optional<String> notice(String name) {
        RegistryReference reference = RegistryReference.parse(name);
        try {
            return new Logins(environment)
                    .missingHelper(reference.name())
                    .map(program ->
                            "no such program: " + program + ", so it is not asked for a login for " + reference.host());
        } catch (IOException | PlashException e) {
            // Whoever needs the login says it.
            return Optional.empty();
        }
    }

    @Override
    public String pin(String name, ImageReference image, Downloader downloader) throws IOException {
        RegistryReference reference = RegistryReference.parse(name);
        if (reference.digest() != null) {
            return name;
        }
        return reference
                .pinned(new RegistryImages(environment, downloader).digest(reference, image))
                .toString();
    }

    @Override
    public FetchedImage fetch(String name, Fetch call) throws IOException {
        return new RegistryImages(environment, call.downloader())
                .image(
                        RegistryReference.parse(name),
                        call.image(),
                        call.machine(),
                        pinned -> call.named().apply(pinned.toString()));
    }
}
