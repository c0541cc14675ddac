package io.plash.source.lxc;

import io.plash.api.PlashException;
import io.plash.api.download.Downloader;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.api.image.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Distributions from images.linuxcontainers.org or other servers in its layout, see {@link Mirrors}. They are asked in
 * their order, the next one if one cannot be reached, makes no sense or does not have the image.
 */
public final class LxcSource implements ImageSource {

    private final Mirrors mirrors;
    private final String machine;

    /** Called by {@link java.util.ServiceLoader}. */
    public LxcSource() {
        this(System.getenv(), System.getProperty("os.arch"));
    }

    LxcSource(Map<String, String> environment, String machine) {
        this.mirrors = new Mirrors(environment);
        this.machine = LxcName.architecture(machine);
    }

    @Override
    public String scheme() {
        return "lxc";
    }

    @Override
    public ImageReference resolve(String name) {
        return reference(LxcName.parse(name));
    }

    @Override
    public Optional<String> notice(String name) {
        return LxcName.renamed(name).map(current -> name + " is called " + current + " now");
    }

    @Override
    public ImageReference pin(ImageReference image, Downloader downloader) throws IOException {
        LxcName name = LxcName.parse(image.name());
        return name.build().isPresent()
                ? image
                : reference(find(name, downloader).name());
    }

    @Override
    public Optional<String> address(ImageReference image, Downloader downloader) throws IOException {
        Found found = find(LxcName.parse(image.name()), downloader);
        return Optional.of(found.server().address(found.build().path()));
    }

    @Override
    public FetchedImage fetch(ImageReference image, Downloader downloader, Path directory) throws IOException {
        LxcName name = LxcName.parse(image.name());
        return first(mirrors.addresses(), downloader, server -> {
            Found found = find(name, server);
            return new FetchedImage(reference(found.name()), Layer.of(server.rootfs(image.toString(), found.build())));
        });
    }

    private ImageReference reference(LxcName name) {
        return new ImageReference(scheme(), name.text());
    }

    /**
     * A build that is there.
     *
     * @param name the name that means it and nothing else
     */
    private record Found(Server server, Build build, LxcName name) {}

    private Found find(LxcName name, Downloader downloader) throws IOException {
        return first(mirrors.addresses(), downloader, server -> find(name, server));
    }

    private interface Question<T> {
        T ask(Server server) throws IOException;
    }

    /** Asks one server after the other. If none has it, a server that knows what it has says more than one that is broken. */
    private static <T> T first(List<String> servers, Downloader downloader, Question<T> question) throws IOException {
        try {
            return question.ask(new Server(servers.get(0), downloader));
        } catch (IOException | PlashException first) {
            if (servers.size() == 1) {
                throw first;
            }
            try {
                return first(servers.subList(1, servers.size()), downloader, question);
            } catch (IOException | PlashException other) {
                if (first instanceof ImageNotFoundException) {
                    throw first;
                }
                throw other;
            }
        }
    }

    private Found find(LxcName name, Server server) throws IOException {
        Product product = product(name, server.products());
        Build build = server.complete(build(name, product));
        checkPin(name, build);
        return new Found(server, build, name.at(product, build));
    }

    private Product product(LxcName name, List<Product> all) {
        List<Product> theirs =
                select(all.stream(), product -> product.distribution().equals(name.distribution()));
        if (theirs.isEmpty()) {
            throw missing(name, "there are", all.stream().map(Product::distribution));
        }
        String architecture = name.architecture().orElse(machine);
        List<Product> fitting = select(
                theirs.stream(),
                product -> product.architecture().equals(architecture)
                        && product.variant().equals(name.variant()));
        String release = name.release()
                .or(() -> NewestRelease.of(
                        name.distribution(),
                        fitting.stream().map(Product::release).toList()))
                .orElseThrow(() -> missing(name, "there is", theirs.stream().map(LxcSource::line)));
        return fitting.stream()
                .filter(product -> product.releases().contains(release))
                .findFirst()
                .orElseThrow(() -> missing(name, "there is", theirs.stream().map(LxcSource::line)));
    }

    private static List<Product> select(Stream<Product> products, java.util.function.Predicate<Product> wanted) {
        return products.filter(wanted).toList();
    }

    private static String line(Product product) {
        String text = product.distribution() + "/" + product.release() + "/" + product.architecture();
        return product.variant().equals("default") ? text : text + "/" + product.variant();
    }

    private Build build(LxcName name, Product product) {
        Optional<Build> build = name.build().isPresent()
                ? product.builds().stream()
                        .filter(one -> one.serial().equals(name.build().get()))
                        .findFirst()
                : product.newest();
        return build.orElseThrow(() -> product.builds().isEmpty()
                ? new ImageNotFoundException(
                        reference(name), "the server has no archive of its root filesystem; try another variant")
                : missing(name, "there is", product.builds().stream().map(Build::serial)));
    }

    private void checkPin(LxcName name, Build build) {
        if (name.sha256().isPresent() && !name.sha256().equals(build.sha256())) {
            throw new PlashException(
                    "cannot use " + reference(name) + ": the server has another content of this build",
                    "lock the newest build again");
        }
    }

    private ImageNotFoundException missing(LxcName name, String verb, Stream<String> those) {
        String list =
                those
                        .map(word -> word.replaceAll("[^ -~]", "?"))
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .limit(60)
                        .collect(Collectors.joining(" "));
        return new ImageNotFoundException(reference(name), verb + ": " + list);
    }
}
