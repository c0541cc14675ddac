package io.plash.source.docker;

import io.plash.api.download.Digest;
import io.plash.api.download.Downloader;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.local.DockerEngine;
import io.plash.source.docker.local.LocalImages;
import io.plash.source.docker.local.LocalName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code NAME} or an id: an image of a local engine. */
record EngineTransport(Map<String, String> environment) implements Transport {

    @Override
    public String resolve(String name) {
        return DockerEngine.parse(name);
    }

    @Override
    public String pin(String name, ImageReference image, Downloader downloader) throws IOException {
        return new DockerEngine(environment, downloader).id(name, image).toString();
    }

    @Override
    public FetchedImage fetch(String name, Fetch call) throws IOException {
        DockerEngine engine = new DockerEngine(environment, call.downloader());
        Digest id = engine.id(name, call.image());
        Path archive = engine.archive(id, call.image());
        LocalName only = new LocalName(archive, "", Optional.of(id));
        return LocalImages.ofDockerArchive(archive, call.image().toString(), call.directory())
                .image(only, call.image(), call.named().apply(id.toString()), call.machine());
    }
}
