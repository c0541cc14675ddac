package io.plash.cdi;

import io.plash.api.PlashException;
import io.plash.host.Environment;
import io.plash.launch.Installation;
import io.plash.launch.plan.Witnesses;
import jakarta.enterprise.inject.spi.Extension;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.weld.bootstrap.spi.Metadata;
import org.jboss.weld.bootstrap.spi.helpers.MetadataImpl;
import org.jboss.weld.config.ConfigurationKey;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;

/** The bean container. Booting it is the dearest part of a plash command, so only commands that need a backend do. */
public final class Wiring implements AutoCloseable {

    /** A logger that nobody refers to may be collected, and its level with it. */
    private static final Logger WELD = Logger.getLogger("org.jboss.weld");

    private static final AtomicInteger BOOTED = new AtomicInteger();

    /** Weld without the extension of its own that adds a scope of threads and decorates each Runnable: a fifth of its start. */
    private static final class BareWeld extends Weld {

        private final Extension extension;

        BareWeld(String name, Extension extension) {
            super(name);
            this.extension = extension;
        }

        @Override
        protected Iterable<Metadata<Extension>> getExtensions() {
            return List.of(new MetadataImpl<>(extension));
        }
    }

    private final WeldContainer container;

    /**
     * Boots it with as few beans as possible, for each takes its time.
     *
     * @param wanted the classes of the beans that {@link #get} will be asked for
     * @param services classes whose beans they may need; all have one constructor that is injected
     * @param values what is injected by its type
     * @throws PlashException if a backend cannot be loaded, or two have the same name
     */
    public Wiring(Collection<Class<?>> wanted, Set<Class<?>> services, Map<Class<?>, Object> values) {
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
            container = new BareWeld(
                            "plash-" + BOOTED.incrementAndGet(), new BackendExtension(extensions.loader(), values))
                    .property(ConfigurationKey.CONCURRENT_DEPLOYMENT.get(), false)
                    // A signal ends this process. Its beans hold nothing, and who uses them goes on until then.
                    .skipShutdownHook()
                    .disableDiscovery()
                    .beanClasses(needed(wanted, services).toArray(Class<?>[]::new))
                    .initialize();
        } catch (RuntimeException e) {
            throw cause(e);
        }
    }

    private static Set<Class<?>> needed(Collection<Class<?>> wanted, Set<Class<?>> services) {
        Set<Class<?>> needed = new LinkedHashSet<>();
        Deque<Class<?>> left = new ArrayDeque<>(wanted);
        while (!left.isEmpty()) {
            Class<?> type = left.remove();
            if (needed.add(type)) {
                Arrays.stream(type.getDeclaredConstructors())
                        .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()))
                        .filter(services::contains)
                        .forEach(left::add);
            }
        }
        return needed;
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
