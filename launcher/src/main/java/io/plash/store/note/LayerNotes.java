package io.plash.store.note;

import io.plash.api.PlashException;
import io.plash.api.image.ImageConfig;
import io.plash.api.mount.BindMount;
import io.plash.text.RawText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a layer beside its files. Each part is a file in {@code _data}, if there is something to say.
 *
 * @param binds what containers of this layer see of the host
 * @param config what the image says about running it, if the layer is one
 * @param script what made the layer, if it was built
 */
public record LayerNotes(List<BindMount> binds, Optional<ImageConfig> config, Optional<String> script) {

    /** Nothing is known. */
    public static final LayerNotes NONE = new LayerNotes(List.of(), Optional.empty(), Optional.empty());

    private static final String SCRIPT = "_data/script";

    public LayerNotes {
        binds = List.copyOf(binds);
    }

    /** Of a layer that comes with an image. */
    public static LayerNotes ofImage(List<BindMount> binds, ImageConfig config) {
        return new LayerNotes(binds, Optional.of(config), Optional.empty());
    }

    /** Of a layer that a script made. */
    public static LayerNotes ofScript(String script) {
        return new LayerNotes(List.of(), Optional.empty(), Optional.of(script));
    }

    /** Those in the directory of a container. */
    public static LayerNotes read(Path container) {
        return new LayerNotes(BindsFile.read(container), ConfigFile.read(container), readScript(container));
    }

    /** Writes them, in place of what was left there by a process that was killed. */
    public void write(Path container) throws IOException {
        delete(container);
        BindsFile.write(container, binds);
        ConfigFile.write(container, config.orElse(ImageConfig.NONE));
        if (script.isPresent()) {
            Files.write(container.resolve(SCRIPT), RawText.encode(script.get()));
        }
    }

    /** Deletes those in the directory of a container. */
    public static void delete(Path container) throws IOException {
        for (String file : List.of(BindsFile.FILE, ConfigFile.FILE, SCRIPT)) {
            Files.deleteIfExists(container.resolve(file));
        }
    }

    private static Optional<String> readScript(Path container) {
        Path file = container.resolve(SCRIPT);
        try {
            return Optional.of(RawText.decode(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PlashException("cannot read " + file, null, e);
        }
    }
}
