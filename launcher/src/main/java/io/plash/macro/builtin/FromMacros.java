package io.plash.macro.builtin;

import io.plash.api.PlashException;
import io.plash.api.macro.Images;
import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroContext;
import io.plash.macro.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Macros that say which image a build starts from. */
final class FromMacros {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** The source that knows distributions by name. */
    private static final String DISTRIBUTIONS = "lxc";

    private FromMacros() {}

    /** Those of plash, and one for each further source. */
    static List<Macro> all(List<String> sources) {
        List<Macro> all = new ArrayList<>(own());
        for (String scheme : sources) {
            String name = "from-" + scheme;
            if (all.stream().noneMatch(macro -> macro.names().contains(name))) {
                all.add(new BodyMacro(
                        name,
                        "[NAME]",
                        "Start from an image of the source " + scheme,
                        (call, context) ->
                                fromSource(scheme, call.arguments().isEmpty() ? "" : call.argument(0), context)));
            }
        }
        return all;
    }

    private static List<Macro> own() {
        return List.of(
                new BodyMacro(
                        List.of("from", "f"),
                        "IMAGE",
                        "Start from a container id, a distribution or this machine's own system",
                        (call, context) -> from(call.argument(0), context)),
                new BodyMacro(
                        List.of("image", "i"),
                        "IMAGE",
                        "Start from what IMAGE means to the plash of 2018",
                        (call, context) -> image2018(call.argument(0), context)),
                new BodyMacro(
                        "from-id", "CONTAINER", "Start from a container", (call, context) -> fromId(call.argument(0))),
                new BodyMacro(
                        "from-map",
                        "KEY",
                        "Start from the container that `plash map` knows by this key",
                        (call, context) -> fromMap(call.argument(0), context)),
                new BodyMacro(
                        "from-url",
                        "URL",
                        "Start from the root filesystem in an archive on the web or, with file://, on this machine",
                        (call, context) -> fromSource("url", call.argument(0), context)),
                new BodyMacro(
                        "from-lxc",
                        "DISTRIBUTION",
                        "Start from a distribution, in its newest release if none is named",
                        (call, context) -> fromSource(DISTRIBUTIONS, call.argument(0), context)),
                new BodyMacro(
                        "from-docker",
                        "IMAGE",
                        "Start from an image of a registry, of a local engine, or in an archive or a directory",
                        (call, context) -> fromSource("docker", call.argument(0), context)),
                new BodyMacro(
                        "from-github",
                        "USER/REPOSITORY [FILE]",
                        "Start from what a build file on GitHub, by default the file plashfile, describes",
                        FromMacros::fromGithub),
                new BodyMacro(
                        "from-host",
                        "",
                        "Start from this machine's own system",
                        (call, context) -> fromSource("host", "", context)));
    }

    /** What {@code --from} makes of this image. */
    static Optional<String> from(String image, MacroContext context) {
        if (DIGITS.matcher(image).matches()) {
            return fromId(image);
        }
        Images images = context.images();
        if (images.sources().contains(image)) {
            // A source that needs a name says so.
            return fromSource(image, "", context);
        }
        if (!images.sources().contains(DISTRIBUTIONS)) {
            throw new PlashException(
                    "no image source knows distributions such as '" + image + "'",
                    "the image sources are: " + String.join(", ", images.sources()));
        }
        return fromSource(DISTRIBUTIONS, image, context);
    }

    /** An id, {@code @KEY} of the map, an address, {@code docker://NAME}, or a distribution. */
    private static Optional<String> image2018(String image, MacroContext context) {
        if (image.startsWith("@")) {
            return fromMap(image.substring(1), context);
        }
        if (image.startsWith("docker://")) {
            return fromSource("docker", image.substring("docker://".length()), context);
        }
        if (image.startsWith("/")) {
            return fromSource("url", "file://" + image, context);
        }
        return image.matches("(?s)(https?|file)://.*") ? fromSource("url", image, context) : from(image, context);
    }

    private static Optional<String> fromSource(String scheme, String name, MacroContext context) {
        Images images = context.images();
        if (!images.sources().contains(scheme)) {
            throw new PlashException(
                    "no image source: " + scheme, "the image sources are: " + String.join(", ", images.sources()));
        }
        return image(Long.toString(images.containerOf(scheme, name)));
    }

    private static Optional<String> fromId(String id) {
        if (!DIGITS.matcher(id).matches()) {
            throw new PlashException("a container is a positive number, not " + id);
        }
        return image(id);
    }

    private static Optional<String> fromMap(String key, MacroContext context) {
        long container = context.images().mapped(key).orElseThrow(() -> new PlashException("no such map key: " + key));
        return image(Long.toString(container));
    }

    /** As with any image, the network is used once. */
    private static Optional<String> fromGithub(MacroCall call, MacroContext context) {
        String key = "github:" + String.join(":", call.arguments()).replace('/', '%');
        OptionalLong known = context.images().mapped(key);
        if (known.isPresent()) {
            return image(Long.toString(known.getAsLong()));
        }
        String url = GithubFile.of(call).url(context);
        String script = context.evaluateFile(url, context.fetch(url))
                .orElseThrow(() -> new PlashException("nothing to build in " + url));
        return image(Long.toString(context.images().built(key, script + "\n")));
    }

    private static Optional<String> image(String id) {
        return Optional.of(new Hint(Hint.IMAGE, id).line());
    }
}
