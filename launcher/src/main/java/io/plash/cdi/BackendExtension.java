package io.plash.cdi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import io.plash.api.image.ImageSource;
import io.plash.api.launch.LaunchMode;
import io.plash.api.macro.MacroProvider;
import io.plash.api.union.UnionFilesystem;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Makes beans of the backends that {@link ServiceLoader} finds, and of a few values that are there before. */
final class BackendExtension implements Extension {

    private final ClassLoader loader;
    private final Map<Class<?>, Object> values;

    BackendExtension(ClassLoader loader, Map<Class<?>, Object> values) {
        this.loader = loader;
        this.values = values;
    }

    void register(@Observes AfterBeanDiscovery discovery) {
        values.forEach((type, value) -> add(discovery, type, value));
        load(discovery, ImageSource.class, ImageSource::scheme);
        load(discovery, UnionFilesystem.class, UnionFilesystem::name);
        load(discovery, LaunchMode.class, LaunchMode::name);
        load(discovery, MacroProvider.class, MacroProvider::name);
    }

    private <T> void load(AfterBeanDiscovery discovery, Class<T> kind, Function<T, String> name) {
        Map<String, T> found = new HashMap<>();
        try {
            refuseCopies(kind);
            for (T backend : ServiceLoader.load(kind, loader)) {
                T other = found.putIfAbsent(name.apply(backend), backend);
                if (other != null) {
                    throw new PlashException(
                            "two backends are called " + name.apply(backend) + ": one in " + jar(other) + ", one in "
                                    + jar(backend),
                            "remove one of the jars");
                }
                add(discovery, kind, backend);
            }
        } catch (IOException e) {
            throw new PlashException("cannot read the jars of extensions", null, e);
        } catch (ServiceConfigurationError e) {
            throw new PlashException("cannot load a backend: " + e.getMessage(), "remove its jar", e);
        }
    }

    /** Of one class in two jars the loader would take the first, whichever that is. */
    private void refuseCopies(Class<?> kind) throws IOException {
        String services = "META-INF/services/" + kind.getName();
        Map<String, String> jars = new HashMap<>();
        for (URL list : Collections.list(loader.getResources(services))) {
            String jar = list.getPath().replaceFirst("^file:", "").replaceFirst("!?/" + services + "$", "");
            try (InputStream in = list.openStream()) {
                for (String line : new String(in.readAllBytes(), UTF_8).split("\n")) {
                    String name = line.replaceFirst("#.*", "").strip();
                    String other = name.isEmpty() ? null : jars.putIfAbsent(name, jar);
                    if (other != null && !other.equals(jar)) {
                        throw new PlashException(
                                "two jars have the backend " + name + ": " + other + " and " + jar,
                                "remove one of the jars");
                    }
                }
            }
        }
    }

    private static void add(AfterBeanDiscovery discovery, Class<?> type, Object instance) {
        discovery
                .addBean()
                .id(type.getName() + "/" + instance.getClass().getName())
                .types(type, Object.class)
                .qualifiers(Any.Literal.INSTANCE, jakarta.enterprise.inject.Default.Literal.INSTANCE)
                .scope(Dependent.class)
                .createWith(context -> instance);
    }

    private static String jar(Object backend) {
        var source = backend.getClass().getProtectionDomain().getCodeSource();
        return source == null
                ? backend.getClass().getName()
                : source.getLocation().getPath();
    }
}
