package io.plash.source.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes images with umoci, in an OCI layout. */
final class Images {

    private final Path layout;

    /** Needs umoci; makes the layout {@code layout} in the directory. */
    Images(Path directory) throws IOException {
        layout = directory.resolve("layout");
        Tools.run("umoci", "init", "--layout", layout.toString());
    }

    Path layout() {
        return layout;
    }

    /** Makes an image of a layer for each text, which is the content of a file of that name. */
    Images with(String tag, String... texts) throws IOException {
        String image = layout + ":" + tag;
        Tools.run("umoci", "new", "--image", image);
        for (String text : texts) {
            Path file = Files.writeString(layout.resolveSibling(text), text);
            Path layer = layout.resolveSibling(text + ".tar");
            Tools.run("tar", "-C", String.valueOf(file.getParent()), "-cf", layer.toString(), text);
            // Not `umoci insert`, whose archives have no end.
            Tools.run("umoci", "raw", "add-layer", "--image", image, layer.toString());
        }
        Tools.run(
                "umoci",
                "config",
                "--image",
                image,
                "--config.entrypoint",
                "/bin/app",
                "--config.cmd",
                "arg",
                "--config.env",
                "A=1",
                "--config.workingdir",
                "/srv",
                "--config.user",
                "7:8");
        return this;
    }

    /** Copies an image with skopeo, to one of its transports. */
    void copy(String tag, String destination, String... options) throws IOException {
        String[] command = new String[options.length + 6];
        System.arraycopy(new String[] {"skopeo", "copy", "--quiet", "--insecure-policy"}, 0, command, 0, 4);
        System.arraycopy(options, 0, command, 4, options.length);
        command[options.length + 4] = "oci:" + layout + ":" + tag;
        command[options.length + 5] = destination;
        Tools.run(command);
    }
}
