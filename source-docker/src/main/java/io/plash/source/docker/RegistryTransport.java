package io.plash.source.docker;

import io.plash.api.download.Downloader;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.registry.RegistryImages;
import io.plash.source.docker.registry.RegistryReference;
import java.io.IOException;
import java.util.Map;

/** {@code NAME[:TAG][@DIGEST]}: an image of a registry. */
record RegistryTransport(Map<String, String> environment) implements Transport {

    @Override
    public String resolve(String name) {
        return RegistryReference.parse(name).toString();
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
