package io.plash.source.docker;

import io.plash.api.download.Downloader;
import io.plash.source.docker.local.LocalImages;
import io.plash.source.docker.registry.RegistryImages;
import io.plash.source.docker.registry.RegistryReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Takes images to registries. */
public final class DockerPush {

    private final Map<String, String> environment;
    private final Downloader downloader;

    /** Uses the logins and settings of the environment. */
    public DockerPush(Map<String, String> environment, Downloader downloader) {
        this.environment = Map.copyOf(environment);
        this.downloader = downloader;
    }

    /**
     * Reads what a user calls the image to be.
     *
     * @throws io.plash.api.PlashException if no image can be called so
     */
    public static String name(String typed) {
        return RegistryReference.parse(typed).toString();
    }

    /**
     * Uploads the only image of an OCI layout. What the registry has already is not sent.
     *
     * @return the name that always means this image
     */
    public String push(Path layout, String name) throws IOException {
        RegistryReference reference = RegistryReference.parse(name);
        LocalImages.Only only = LocalImages.only(layout);
        return reference
                .pinned(new RegistryImages(environment, downloader).push(reference, only.manifest(), only.contents()))
                .toString();
    }
}
