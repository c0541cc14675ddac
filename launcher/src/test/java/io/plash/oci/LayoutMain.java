package io.plash.oci;

import io.plash.api.image.ImageConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Writes a layout in a process that a test has prepared. */
final class LayoutMain {

    private LayoutMain() {}

    /** Of a tree to a directory. */
    public static void main(String... arguments) throws IOException {
        new LayoutWriter(Path.of(arguments[1]), OptionalLong.empty())
                .writeLoadable(Path.of(arguments[0]), ImageConfig.NONE);
    }
}
