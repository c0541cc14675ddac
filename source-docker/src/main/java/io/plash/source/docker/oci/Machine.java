package io.plash.source.docker.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a machine can run, best first (OCI image-spec, image-index.md, "Platform Variants").
 *
 * @param runnable at least one; a platform that names no variant is the plainest one of its architecture
 */
public record Machine(List<Platform> runnable) {

    /** What Java calls an architecture and Go calls something else. */
    private static final Map<String, String> ARCHITECTURES =
            Map.of("x86_64", "amd64", "aarch64", "arm64", "x86", "386", "i386", "386", "loongarch64", "loong64");

    /** The x86-64 psABI, "Micro-Architecture Levels", with the names of /proc/cpuinfo; each level has those below. */
    private static final List<List<String>> AMD64_LEVELS = List.of(
            List.of("cx16", "lahf_lm", "popcnt", "sse4_1", "sse4_2", "ssse3"),
            List.of("avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"),
            List.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"));

    private static final Pattern FLAGS = Pattern.compile("(?m)^flags\\s*: (.*)$");
    private static final Pattern ARM = Pattern.compile("(?m)^CPU architecture\\s*: ([0-9]+)");
    private static final int NEWEST_ARM = 7;
    private static final int OLDEST_ARM = 5;

    public Machine {
        runnable = List.copyOf(runnable);
    }

    /** Whether it runs what was made for a platform. */
    public boolean runs(Platform platform) {
        return runnable.stream().anyMatch(platform::isSameAs);
    }

    /** Whether a platform is what this one is called, in full or without the variant; not a plainer one that it runs, too. */
    public boolean is(Platform platform) {
        Platform best = runnable.get(0);
        String variant = platform.variant().isEmpty() ? best.variant() : platform.variant();
        return best.isSameAs(new Platform(platform.os(), platform.architecture(), variant));
    }

    /** This machine. */
    public static Machine local() throws IOException {
        Path cpuinfo = Path.of("/proc/cpuinfo");
        return of(System.getProperty("os.arch"), Files.isReadable(cpuinfo) ? Files.readString(cpuinfo) : "");
    }

    /** What images for all machines like this one are for. */
    public static Platform commonplace() {
        String architecture = System.getProperty("os.arch");
        return new Platform("linux", ARCHITECTURES.getOrDefault(architecture, architecture), "");
    }

    /** A machine of which only this is known: it runs the platform and the plainer variants of it. */
    public static Machine running(Platform platform) {
        String digits = platform.variant().replaceAll("\\D", "");
        int level = digits.isEmpty() || digits.length() > 2 ? 0 : Integer.parseInt(digits);
        return switch (platform.architecture()) {
            case "amd64" -> new Machine(variants("amd64", level, 2, List.of("v1", "")));
            case "arm" -> new Machine(variants("arm", level == 0 ? NEWEST_ARM : level, OLDEST_ARM, List.of("")));
            case "arm64" -> new Machine(variants("arm64", 0, 1, List.of("v8", "")));
            default -> new Machine(List.of(platform));
        };
    }

    /** The machine that Java and Linux describe so. */
    static Machine of(String javaArchitecture, String cpuinfo) {
        String architecture = ARCHITECTURES.getOrDefault(javaArchitecture, javaArchitecture);
        String variant = switch (architecture) {
            case "amd64" -> "v" + amd64Level(cpuinfo);
            case "arm" -> "v" + armVersion(cpuinfo);
            default -> "";
        };
        return running(new Platform("linux", architecture, variant));
    }

    private static List<Platform> variants(String architecture, int newest, int oldest, List<String> plainest) {
        List<Platform> platforms = new ArrayList<>();
        for (int level = newest; level >= oldest; level--) {
            platforms.add(new Platform("linux", architecture, "v" + level));
        }
        plainest.forEach(variant -> platforms.add(new Platform("linux", architecture, variant)));
        return platforms;
    }

    private static int amd64Level(String cpuinfo) {
        Matcher matcher = FLAGS.matcher(cpuinfo);
        List<String> flags = matcher.find() ? List.of(matcher.group(1).strip().split("\\s+")) : List.of();
        int level = 1;
        for (List<String> needed : AMD64_LEVELS) {
            if (!flags.containsAll(needed)) {
                break;
            }
            level++;
        }
        return level;
    }

    private static int armVersion(String cpuinfo) {
        Matcher matcher = ARM.matcher(cpuinfo);
        int version = matcher.find() ? Integer.parseInt(matcher.group(1)) : NEWEST_ARM;
        // A 64-bit kernel says 8 to a 32-bit Java.
        return Math.max(OLDEST_ARM, Math.min(NEWEST_ARM, version));
    }
}
