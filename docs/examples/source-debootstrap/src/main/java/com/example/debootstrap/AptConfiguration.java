package com.example.debootstrap;

import java.io.BufferedReader;
import java.io.IOException;

/** What apt on this machine is configured for. */
final class AptConfiguration {

    /** What mmdebstrap takes, too, where nothing else is said. */
    private static final String DEFAULT = "http://deb.debian.org/debian/";

    private AptConfiguration() {}

    /** The first mirror of Debian that apt has fetched anything from, with a slash at the end. */
    static String mirror() {
        try {
            Process apt = new ProcessBuilder(
                            "apt-get",
                            "indextargets",
                            "--format=$(REPO_URI)",
                            "Created-By: Packages",
                            "Label: Debian",
                            "Component: main")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader answer = apt.inputReader()) {
                return answer.lines()
                        // The network of plash knows no other kinds, and no passwords in addresses.
                        .filter(uri -> uri.matches("https?://[^@\\s]+/"))
                        .findFirst()
                        .orElse(DEFAULT);
            }
        } catch (IOException e) {
            return DEFAULT; // there is no apt, which mmdebstrap will say
        }
    }
}
