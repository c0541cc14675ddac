package io.plash.source.docker;

import io.plash.api.PlashException;
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
     * @throws PlashException if no image can be called so
     */
    public static String name(String typed) {
        return reference(typed).toString();
    }

    private static RegistryReference reference(String name) {
        RegistryReference reference = RegistryReference.parse(name);
        if (reference.digest() != null) {
            throw new PlashException(
                    "cannot push to " + reference + ": an image gets its digest from its content",
                    "name it with a tag, such as `example.org/app:1`");
        }
        return reference;
    }

    /**
     * Uploads the only image of an OCI layout. What the registry has already is not sent.
     *
     * @return the name that always means this image
     */
    public String push(Path layout, String name) throws IOException {
        RegistryReference reference = reference(name);
        LocalImages.Only only = LocalImages.only(layout);
        return reference
                .pinned(new RegistryImages(environment, downloader).push(reference, only.manifest(), only.contents()))
                .toString();
    }
}
