package io.plash.cdi;

import io.plash.api.PlashException;
import io.plash.host.Environment;
import io.plash.launch.Installation;
import io.plash.launch.plan.Witnesses;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.weld.config.ConfigurationKey;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;

/** The bean container. Booting it is the dearest part of a plash command, so only commands that need a backend do. */
public final class Wiring implements AutoCloseable {

    /** A logger that nobody refers to may be collected, and its level with it. */
    private static final Logger WELD = Logger.getLogger("org.jboss.weld");

    private static final AtomicInteger BOOTED = new AtomicInteger();

    private final WeldContainer container;

    /**
     * Boots it.
     *
     * @param beans classes with a constructor that is injected
     * @param values what is injected by its type
     * @throws PlashException if a backend cannot be loaded, or two have the same name
     */
    public Wiring(List<Class<?>> beans, Map<Class<?>, Object> values) {
        WELD.setLevel(Level.SEVERE);
        Installation installation = (Installation) values.get(Installation.class);
        Environment environment = (Environment) values.get(Environment.class);
        Witnesses witnesses = (Witnesses) values.get(Witnesses.class);
        if (installation == null || environment == null || witnesses == null) {
            throw new IllegalArgumentException("the wiring needs the installation, the environment and the witnesses");
        }
        Extensions extensions = new Extensions(installation, environment);
        extensions.testify(witnesses);
        try {
            // A name of its own would be a random one of java.security, and there is less to do than to give to other
            // threads: both cost more than they bring.
            container = new Weld("plash-" + BOOTED.incrementAndGet())
                    .property(ConfigurationKey.CONCURRENT_DEPLOYMENT.get(), false)
                    .disableDiscovery()
                    .beanClasses(beans.toArray(Class<?>[]::new))
                    .addExtension(new BackendExtension(extensions.loader(), values))
                    .initialize();
        } catch (RuntimeException e) {
            throw cause(e);
        }
    }

    /** The bean of this class. */
    public <T> T get(Class<T> type) {
        return container.select(type).get();
    }

    @Override
    public void close() {
        container.close();
    }

    /** What an extension throws comes wrapped. */
    private static RuntimeException cause(RuntimeException e) {
        for (@Nullable Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof PlashException plash) {
                return plash;
            }
            for (Throwable suppressed : t.getSuppressed()) {
                if (suppressed instanceof PlashException plash) {
                    return plash;
                }
            }
        }
        return e;
    }
}
