package io.plash.macro.builtin;

import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The package managers that plash knows, the way to teach it more, and the distributions that go with them. */
final class PackageManagers {

    private static final PackageManager APT = new PackageManager("apt", "apt-get update", "apt-get install -y {}");
    private static final PackageManager APK = new PackageManager("apk", "apk update", "apk add {}");
    private static final PackageManager DNF = new PackageManager("dnf", "dnf install -y {}");
    private static final PackageManager YUM = new PackageManager("yum", "yum install -y {}");
    private static final PackageManager PACMAN = new PackageManager("pacman", "pacman -Sy --noconfirm {}");
    private static final PackageManager EMERGE = new PackageManager("emerge", "emerge {}");
    private static final PackageManager REPOSITORIES = new PackageManager(
            "add-apt-repository",
            "apt-get update",
            "apt-get install -y software-properties-common",
            "add-apt-repository -y {}");

    private PackageManagers() {}

    static List<Macro> all() {
        return List.of(
                APT,
                APK,
                DNF,
                YUM,
                PACMAN,
                EMERGE,
                new PackageManager("pip", "pip install {}"),
                new PackageManager("pip3", "pip3 install {}"),
                new PackageManager("npm", "npm install -g {}"),
                new BodyMacro(
                        "add-apt-repository",
                        "[REPOSITORY...]",
                        "Add package repositories with add-apt-repository",
                        (call, context) -> REPOSITORIES.install(call.arguments())),
                new BodyMacro("defpm", "NAME LINE...", "Define a package manager", PackageManagers::define),
                distribution("A", "alpine", APK),
                distribution("U", "ubuntu", APT),
                distribution("F", "fedora", DNF),
                distribution("D", "debian", APT),
                distribution("C", "centos", YUM),
                distribution("R", "archlinux", PACMAN),
                distribution("G", "gentoo", EMERGE));
    }

    private static Optional<String> define(MacroCall call, MacroContext context) {
        context.macros().define(new PackageManager(call.argument(0), call.argumentsAfter(1)));
        return Optional.empty();
    }

    private static Macro distribution(String letter, String image, PackageManager packages) {
        String description = "Start from " + image + " and install packages with " + packages.name();
        return new BodyMacro(letter, "[PACKAGE...]", description, (call, context) -> {
            List<String> texts = new ArrayList<>();
            FromMacros.from(image, context).ifPresent(texts::add);
            packages.install(call.arguments()).ifPresent(texts::add);
            return Optional.of(String.join("\n", texts));
        });
    }
}
