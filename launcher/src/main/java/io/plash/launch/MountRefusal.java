package io.plash.launch;

import io.plash.api.PlashException;
import io.plash.api.union.Changes;
import io.plash.api.union.UnionFilesystem;
import io.plash.api.union.UnionMount;
import io.plash.store.Plans;
import io.plash.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds words for a launch plan whose mounts were refused. */
public final class MountRefusal {

    private final UnionFilesystems unions;

    /** With these union filesystems. */
    public MountRefusal(UnionFilesystems unions) {
        this.unions = unions;
    }

    /**
     * The error to report.
     *
     * @param plan the plan's file
     * @param store where what it mounts is
     * @param refused what mount printed
     */
    public PlashException explain(Path plan, Store store, String refused) throws IOException {
        // It may have been removed after the plan had been found to hold.
        Plans.container(plan).ifPresent(store.containers()::require);
        List<String> lines = Files.readAllLines(plan);
        Path data = store.root();
        return unions.all().stream()
                .filter(union -> lines.contains("#: union " + union.name()))
                .flatMap(union -> explain(union, lines, data).stream())
                .findFirst()
                .orElseGet(() -> new PlashException("cannot mount the container: "
                        + refused.lines().findFirst().orElse("mount failed")));
    }

    private static Optional<PlashException> explain(UnionFilesystem union, List<String> lines, Path data) {
        for (String line : lines) {
            String[] fields = line.split(" ");
            if (fields.length == 6 && fields[2].matches("(fuse\\.)?" + Pattern.quote(union.name()))) {
                return union.explain(read(fields[1], fields[3]), data);
            }
        }
        return Optional.empty();
    }

    /** The union that a line of the plan stands for. What we write there has nothing that would need unescaping. */
    private static UnionMount read(String mountpoint, String options) {
        List<String> all = Arrays.asList(options.split(","));
        Optional<Changes> changes = option(all, "upperdir=")
                .map(upperdir -> new Changes(upperdir, option(all, "workdir=").orElse("")));
        List<String> lowerdirs = List.of(option(all, "lowerdir=").orElse("").split(":"));
        return new UnionMount(lowerdirs, changes, mountpoint, all.contains("userxattr"));
    }

    private static Optional<String> option(List<String> options, String key) {
        return options.stream()
                .filter(option -> option.startsWith(key))
                .map(option -> option.substring(key.length()))
                .findFirst();
    }
}
