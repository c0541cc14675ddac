package io.plash.launch;

import io.plash.api.PlashException;
import io.plash.text.RawText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The users of a container, from its files {@code passwd} and {@code group} (OCI image-spec, conversion.md, "Config.User").
 * They are read as data: nothing of the container is asked who is who.
 */
final class ImageUsers {

    private static final String NUMBER = "[0-9]{1,10}";
    private static final long MOST = 0xFFFFFFFEL;

    private final List<String[]> users;
    private final List<String[]> groups;
    private final boolean knowsUsers;
    private final boolean knowsGroups;

    /** Of these files, as far as they could be read. */
    ImageUsers(Optional<byte[]> passwd, Optional<byte[]> group) {
        this.users = entries(passwd.orElse(new byte[0]), 6);
        this.groups = entries(group.orElse(new byte[0]), 4);
        this.knowsUsers = passwd.isPresent();
        this.knowsGroups = group.isPresent();
    }

    private static List<String[]> entries(byte[] file, int fields) {
        List<String[]> entries = new ArrayList<>();
        for (String line : RawText.decode(file).split("\n", -1)) {
            String[] entry = line.split(":", -1);
            if (entry.length >= fields) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /**
     * A user, as chroot takes it: {@code UID:GID}, a blank, and the groups.
     *
     * @param name {@code user}, {@code uid}, {@code user:group} and so on
     * @throws PlashException if there is no such user or group
     */
    String ids(String name) {
        int colon = name.indexOf(':');
        String user = colon < 0 ? name : name.substring(0, colon);
        Optional<String[]> entry = entry(user);
        String uid = entry.map(fields -> fields[2]).orElse(user);
        String gid = colon >= 0
                ? gid(name.substring(colon + 1))
                : entry.map(fields -> fields[3]).orElse("0");
        Set<String> all = new LinkedHashSet<>(List.of(number(gid)));
        if (colon < 0) {
            entry.ifPresent(fields -> all.addAll(groupsOf(fields[0])));
        }
        return "+" + number(uid) + ":+" + number(gid) + " "
                + all.stream().map(id -> "+" + id).collect(Collectors.joining(","));
    }

    /** Where a user is at home, if the container knows. */
    Optional<String> home(String name) {
        int colon = name.indexOf(':');
        return entry(colon < 0 ? name : name.substring(0, colon))
                .map(fields -> fields[5])
                .filter(home -> home.startsWith("/"));
    }

    private Optional<String[]> entry(String user) {
        boolean number = user.matches(NUMBER);
        Optional<String[]> entry = users.stream()
                .filter(fields -> number ? fields[2].equals(user) : fields[0].equals(user))
                .findFirst();
        if (entry.isEmpty() && !number) {
            throw missing("user", user, knowsUsers, "/etc/passwd");
        }
        return entry;
    }

    private String gid(String group) {
        return group.matches(NUMBER)
                ? group
                : groups.stream()
                        .filter(fields -> fields[0].equals(group))
                        .findFirst()
                        .orElseThrow(() -> missing("group", group, knowsGroups, "/etc/group"))[2];
    }

    private static PlashException missing(String kind, String name, boolean known, String file) {
        String message = "no such " + kind + " in the container: " + name;
        return known
                ? new PlashException(message)
                : new PlashException(
                        message + ": it has no " + file + " that is a regular file of at most 1 MiB",
                        "links are not followed there; name the " + kind + " by its number");
    }

    private List<String> groupsOf(String user) {
        return groups.stream()
                .filter(fields -> List.of(fields[3].split(",")).contains(user))
                .map(fields -> number(fields[2]))
                .toList();
    }

    private static String number(String id) {
        if (!id.matches(NUMBER) || Long.parseLong(id) > MOST) {
            throw new PlashException("no such user or group in the container: " + id);
        }
        return Long.toString(Long.parseLong(id));
    }
}
