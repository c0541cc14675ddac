package io.plash.source.docker;

import io.plash.api.download.Digest;
import io.plash.api.download.Downloader;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.source.docker.local.LocalImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Images of docker and of everyone else who keeps to the OCI image specification. A name means a registry unless a
 * transport stands before it; the transports have the names that skopeo gives them (containers-transports(5)). An image
 * for another machine than this one says so in its {@linkplain ImageName name}.
 */
public final class DockerSource implements ImageSource {

    /** Leaves room for the scheme in the 255 bytes of a file name. */
    private static final int LONGEST_LABEL = 240;

    private final Map<String, String> environment;
    private final Map<String, Transport> transports = new LinkedHashMap<>();

    /** A source that uses the logins and settings of this process's environment. */
    public DockerSource() {
        this(System.getenv());
    }

    /** A source that uses the logins and settings of an environment. */
    public DockerSource(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        transports.put("docker-daemon:", new EngineTransport(this.environment));
        transports.put(
                "docker-archive:",
                new FileTransport((file, directory) -> LocalImages.ofDockerArchive(file, file.toString(), directory)));
        transports.put("oci-archive:", new FileTransport(LocalImages::ofLayoutArchive));
        transports.put("oci:", new FileTransport((path, directory) -> LocalImages.ofLayout(path)));
        transports.put("docker://", new RegistryTransport(this.environment));
        transports.put("", new RegistryTransport(this.environment));
    }

    @Override
    public String scheme() {
        return "docker";
    }

    @Override
    public List<String> variables() {
        return List.of(ImageName.VARIABLE);
    }

    @Override
    public ImageReference resolve(String name) throws IOException {
        ImageName typed = ImageName.parse(name, environment);
        String prefix = prefix(typed.name());
        String full = transport(prefix).resolve(typed.name().substring(prefix.length()));
        return image(typed.with(prefix.equals("docker://") ? full : prefix + full));
    }

    @Override
    public Optional<String> notice(String name) {
        try {
            String full = resolve(name).name();
            String plain = ImageName.parse(full, environment).name();
            String prefix = prefix(plain);
            return transport(prefix).notice(plain.substring(prefix.length()));
        } catch (IOException e) {
            // Then it is not fetched either.
            return Optional.empty();
        }
    }

    @Override
    public String seenFrom(Path directory, String name) {
        String prefix = prefix(name);
        return prefix + transport(prefix).seenFrom(directory, name.substring(prefix.length()));
    }

    @Override
    public ImageReference pin(ImageReference image, Downloader downloader) throws IOException {
        ImageName name = ImageName.parse(image.name(), environment);
        String prefix = prefix(name.name());
        String pinned = transport(prefix).pin(name.name().substring(prefix.length()), image, downloader);
        return image(name.with(prefix + pinned));
    }

    @Override
    public FetchedImage fetch(ImageReference image, Downloader downloader, Path directory) throws IOException {
        ImageName name = ImageName.parse(image.name(), environment);
        String prefix = prefix(name.name());
        Transport.Fetch call = new Transport.Fetch(
                image, downloader, directory, name.machine(), full -> image(name.with(prefix + full)));
        return transport(prefix).fetch(name.name().substring(prefix.length()), call);
    }

    private String prefix(String name) {
        return transports.keySet().stream().filter(name::startsWith).findFirst().orElseThrow();
    }

    private Transport transport(String prefix) {
        return Objects.requireNonNull(transports.get(prefix));
    }

    /** A path may be longer than a file name can be; what is cut off is still told apart. */
    private ImageReference image(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_LABEL) {
            return new ImageReference(scheme(), name);
        }
        String hash = Digest.sha256(name).hex().substring(0, 32);
        String end = new String(bytes, bytes.length - LONGEST_LABEL / 2, LONGEST_LABEL / 2, StandardCharsets.US_ASCII);
        return new ImageReference(scheme(), name, hash + "..." + end.replace('\ufffd', '_'));
    }
}
