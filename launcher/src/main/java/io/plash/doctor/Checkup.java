package io.plash.doctor;

import io.plash.api.Availability.Unavailable;
import io.plash.api.PlashException;
import io.plash.api.Requirement;
import io.plash.api.Requirement.Packages;
import io.plash.api.image.ImageSource;
import io.plash.api.launch.LaunchMode;
import io.plash.api.union.UnionFilesystem;
import io.plash.build.image.ImageSources;
import io.plash.build.image.SquashfsReader;
import io.plash.launch.Initializer;
import io.plash.launch.LaunchModes;
import io.plash.launch.UnionFilesystems;
import io.plash.store.DataDirectory;
import io.plash.store.Store;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at everything that plash and its backends need on this machine. */
public class Checkup {

    /** What the scripts call, and the packages of other people's names for it. */
    private static final List<String> UTIL_LINUX = List.of("mount", "unshare");

    private static final List<String> COREUTILS = List.of("chroot", "env", "stat", "sh", "awk");

    private final DataDirectory data;
    private final LaunchModes modes;
    private final UnionFilesystems unions;
    private final ImageSources sources;
    private final Initializer initializer;

    @Inject
    Checkup(
            DataDirectory data,
            LaunchModes modes,
            UnionFilesystems unions,
            ImageSources sources,
            Initializer initializer) {
        this.data = data;
        this.modes = modes;
        this.unions = unions;
        this.sources = sources;
        this.initializer = initializer;
    }

    /**
     * The result.
     *
     * @param works whether containers can be built and run
     */
    public record Result(List<Finding> findings, boolean works) {}

    /** Looks, and mounts trials in the build data, which are made if they are not there. */
    public Result run() throws IOException {
        List<Finding> findings = new ArrayList<>();
        scripts(findings);
        boolean hasScripts = findings.stream().allMatch(Finding::isOk);
        for (LaunchMode mode : modes.all()) {
            mode.requirements().forEach(one -> findings.add(new Finding("launch mode " + mode.name(), one)));
        }
        boolean works = hasScripts && launches(findings) && holdsData(findings);
        for (UnionFilesystem union : unions.all()) {
            findings.addAll(union(union, works));
        }
        for (ImageSource source : sources.all()) {
            List<Requirement> needs = source.requirements();
            (needs.isEmpty() ? List.of(Requirement.ok("nothing but the network or files")) : needs)
                    .forEach(one -> findings.add(new Finding("image source " + source.scheme(), one)));
        }
        findings.add(new Finding(
                "image sources",
                Requirement.program(
                        "gpgv",
                        "signatures of images are not checked",
                        new Packages("gpgv", "gnupg2", "gnupg", "gnupg"))));
        findings.add(new Finding(
                "image sources",
                Requirement.program(
                        SquashfsReader.PROGRAM,
                        "images that are a squashfs are not unpacked",
                        SquashfsReader.PACKAGES)));
        return new Result(findings, works);
    }

    private static void scripts(List<Finding> findings) {
        for (String program : UTIL_LINUX) {
            Requirement found = Requirement.program(
                    program,
                    "nothing can be launched",
                    new Packages("util-linux mount", "util-linux", "util-linux mount", "util-linux"));
            boolean busybox = isBusybox(Path.of("/bin", program)) || isBusybox(Path.of("/usr/bin", program));
            findings.add(new Finding(
                    "launch script",
                    found.state() == Requirement.State.OK && busybox
                            ? Requirement.missing(
                                    program + " of util-linux",
                                    "that of busybox lacks options",
                                    new Packages("util-linux mount", "util-linux", "util-linux mount", "util-linux")
                                            .remedy())
                            : found));
        }
        for (String program : COREUTILS) {
            findings.add(new Finding(
                    "launch script",
                    Requirement.program(
                            program,
                            "nothing can be launched",
                            new Packages(
                                    "coreutils dash mawk", "coreutils bash gawk", "coreutils", "coreutils gawk"))));
        }
    }

    private static boolean isBusybox(Path program) {
        try {
            return Files.exists(program)
                    && program.toRealPath().getFileName().toString().startsWith("busybox");
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether one of the modes that plash takes by itself, or the one that the user names, can be used. */
    private boolean launches(List<Finding> findings) {
        try {
            findings.add(new Finding(
                    "launch", Requirement.ok("mode " + modes.chosen().name() + " is used")));
            return true;
        } catch (PlashException e) {
            findings.add(new Finding("launch", blocked("a mode that can be used", e)));
            return false;
        }
    }

    private boolean holdsData(List<Finding> findings) {
        String name = "in " + data.root();
        try {
            initializer.initialize();
            try (Store store = new Store(data)) {
                store.unionTaste();
            }
            findings.add(new Finding("build data", Requirement.ok(name)));
            return true;
        } catch (PlashException e) {
            findings.add(new Finding("build data", blocked(name, e)));
        } catch (IOException e) {
            findings.add(new Finding(
                    "build data",
                    Requirement.blocked(name, String.valueOf(e), "set PLASH_DATA to a directory of yours")));
        }
        return false;
    }

    private List<Finding> union(UnionFilesystem union, boolean tried) throws IOException {
        String area = "union filesystem " + union.name();
        List<Finding> findings = new ArrayList<>();
        union.requirements().forEach(one -> findings.add(new Finding(area, one)));
        if (tried && !(union.availability() instanceof Unavailable)) {
            Optional<String> refusal = initializer.refusal(union);
            findings.add(new Finding(
                    area,
                    refusal.map(reason -> Requirement.blocked(
                                    "a trial mount",
                                    reason,
                                    "use another union filesystem, or another place for PLASH_DATA"))
                            .orElseGet(() -> Requirement.ok("a trial mount"))));
        }
        return findings;
    }

    private static Requirement blocked(String name, PlashException e) {
        return Requirement.blocked(
                name,
                String.valueOf(e.getMessage()),
                Optional.ofNullable(e.hint()).orElse(""));
    }
}
