package io.plash.launch.mode;

import io.plash.api.Availability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What may forbid user namespaces to ordinary users.
 *
 * @param sysctls the directory {@code /proc/sys}
 */
public record UserNamespaceLimits(Path sysctls) {

    private static final String MOST = "user/max_user_namespaces";
    private static final String CLONE = "kernel/unprivileged_userns_clone";
    private static final String APPARMOR = "kernel/apparmor_restrict_unprivileged_userns";

    /** The settings that may, as paths below {@code /proc/sys}. */
    public static final List<String> SYSCTLS = List.of(MOST, CLONE, APPARMOR);

    /** Why the kernel refused; called after it did. */
    Availability explain() {
        if (value(MOST).equals("0")) {
            return Availability.unavailable(
                    "user namespaces are switched off: user.max_user_namespaces is 0",
                    "as root: sysctl -w user.max_user_namespaces=10000");
        }
        if (value(CLONE).equals("0")) {
            return Availability.unavailable(
                    "user namespaces are for root only: kernel.unprivileged_userns_clone is 0",
                    "as root: sysctl -w kernel.unprivileged_userns_clone=1");
        }
        if (value(APPARMOR).equals("1")) {
            return Availability.unavailable(
                    "AppArmor forbids user namespaces to ordinary programs:"
                            + " kernel.apparmor_restrict_unprivileged_userns is 1",
                    "as root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0,"
                            + " or add an AppArmor profile for /usr/bin/unshare that allows userns");
        }
        return Availability.unavailable(
                "the kernel refuses a user namespace",
                "inside a container, start that container with --privileged; else look for a seccomp or security policy");
    }

    private String value(String name) {
        try {
            return Files.readString(sysctls.resolve(name)).strip();
        } catch (IOException e) {
            // Most kernels lack most of these.
            return "";
        }
    }
}
