package io.plash.source.docker.local;

import io.plash.api.download.Digest;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.image.Blobs;
import io.plash.source.docker.oci.Descriptor;
import io.plash.source.docker.oci.Machine;
import java.io.IOException;
import java.nio.file.Path;

/** The images in one place on this machine. */
public interface LocalImages {

    /** The images of an OCI layout in a directory. */
    static LocalImages ofLayout(Path directory) throws IOException {
        return new OciLayout(new DirectoryFiles(directory));
    }

    /**
     * The images of an OCI layout in a tar archive.
     *
     * @param directory for what has to be decompressed
     */
    static LocalImages ofLayoutArchive(Path archive, Path directory) throws IOException {
        return new OciLayout(ArchiveFiles.of(archive, archive.toString(), directory));
    }

    /**
     * The images of an archive of {@code docker save}.
     *
     * @param title what messages call it
     * @param directory for what has to be decompressed
     */
    static LocalImages ofDockerArchive(Path archive, String title, Path directory) throws IOException {
        return new DockerArchive(ArchiveFiles.of(archive, title, directory));
    }

    /** The only image of an OCI layout in a directory. */
    static Only only(Path directory) throws IOException {
        OciLayout layout = new OciLayout(new DirectoryFiles(directory));
        return new Only(layout.only(new ImageReference("docker", "oci:" + directory)), layout);
    }

    /** The manifest of an image, and all contents of it. */
    record Only(Descriptor manifest, Blobs contents) {}

    /**
     * What a name means now.
     *
     * @param image messages call it so
     * @throws io.plash.api.image.ImageNotFoundException if there is no such image
     */
    Digest digest(LocalName name, ImageReference image) throws IOException;

    /**
     * An image.
     *
     * @param pinned the same under its digest
     * @throws io.plash.api.image.ImageNotFoundException if there is no such image
     */
    FetchedImage image(LocalName name, ImageReference image, ImageReference pinned, Machine machine) throws IOException;
}
