package io.plash.packaging;

import io.plash.posix.Posix;
import io.plash.tree.TreeRemover;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.weld.config.ConfigurationKey;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * Makes the classes that Weld otherwise generates each time it starts, by which it injects {@code Instance} and
 * {@code Event}. It looks for classes of these names first, and a class archive can have them then: a tenth of a start.
 */
public final class WeldProxies {

    /** Weld does not start without one. */
    public static final class Bean {}

    private WeldProxies() {}

    /** Writes them into a directory of classes. */
    public static void main(String[] args) throws IOException {
        Path classes = Path.of(args[0]);
        // Those of an earlier build would be found, and perhaps of another Weld.
        new TreeRemover(Posix.system()).remove(classes.resolve("org/jboss/weld"));
        Logger logger = Logger.getLogger("org.jboss.weld");
        logger.setLevel(Level.SEVERE);
        Path generated = Files.createDirectories(classes.resolveSibling("weld-proxies"));
        Weld weld = new Weld()
                .disableDiscovery()
                .beanClasses(Bean.class)
                .property(ConfigurationKey.PROXY_DUMP.get(), generated.toString());
        try (WeldContainer container = weld.initialize();
                DirectoryStream<Path> files = Files.newDirectoryStream(generated, "*.class")) {
            for (Path file : files) {
                String name = file.getFileName().toString().replaceFirst("\\.class$", "");
                Path target = classes.resolve(name.replace('.', '/') + ".class");
                Files.createDirectories(target.getParent());
                Files.move(file, target);
            }
        }
    }
}
