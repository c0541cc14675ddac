package io.plash.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who this process is, as proc_pid_status(5) tells it.
 *
 * @param uid the effective user id, inside the user namespace that this process is in
 * @param gid the effective group id, likewise
 * @param canMount whether it has CAP_SYS_ADMIN
 * @param inUserNamespace whether that is another namespace than the machine's first one
 */
public record Identity(long uid, long gid, boolean canMount, boolean inUserNamespace) {

    /** capabilities(7), CAP_SYS_ADMIN. */
    private static final int SYS_ADMIN = 21;

    /** The first user namespace maps all ids to themselves. */
    private static final String WHOLE_MAP = "0 0 4294967295";

    /** Reads it from the kernel. */
    public static Identity current() {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
            long capabilities = Long.parseUnsignedLong(field(status, "CapEff:")[1], 16);
            return new Identity(
                    Long.parseLong(field(status, "Uid:")[2]),
                    Long.parseLong(field(status, "Gid:")[2]),
                    (capabilities >> SYS_ADMIN & 1) == 1,
                    !idMap().equals(WHOLE_MAP));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The map of user ids of this process (user_namespaces(7)), which tells user namespaces apart. Of each range: the first
     * id inside, the same outside, how many; commas between them.
     */
    public static String idMap() {
        return String.join(", ", idMaps());
    }

    /** Whether this user namespace has a single user id, to which no other process can switch. */
    public static boolean hasOneUser() {
        List<String> maps = idMaps();
        return maps.size() == 1 && maps.get(0).endsWith(" 1");
    }

    private static List<String> idMaps() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/uid_map"))) {
            return lines.map(line -> line.strip().replaceAll("\\s+", " ")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it owns the files of containers: as root, or as root of a user namespace. */
    public boolean isRoot() {
        return uid == 0;
    }

    private static String[] field(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow()
                .split("\\s+");
    }
}
