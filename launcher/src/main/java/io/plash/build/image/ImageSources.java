package io.plash.build.image;

import io.plash.api.PlashException;
import io.plash.api.image.ImageSource;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;

/** The image sources there are. */
public class ImageSources {

    private final List<ImageSource> sources;

    @Inject
    ImageSources(@Any Instance<ImageSource> sources) {
        this.sources = sources.stream().toList();
    }

    /** Their schemes, sorted. */
    public List<String> schemes() {
        return sources.stream().map(ImageSource::scheme).sorted().toList();
    }

    /** All of them, sorted by scheme. */
    public List<ImageSource> all() {
        return sources.stream()
                .sorted(Comparator.comparing(ImageSource::scheme))
                .toList();
    }

    /**
     * The source of this scheme.
     *
     * @throws PlashException if there is none
     */
    public ImageSource named(String scheme) {
        return sources.stream()
                .filter(source -> source.scheme().equals(scheme))
                .findFirst()
                .orElseThrow(() ->
                        new PlashException("no image source: " + scheme, "there are: " + String.join(", ", schemes())));
    }
}
