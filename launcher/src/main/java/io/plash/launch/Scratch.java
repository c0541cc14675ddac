package io.plash.launch;

import io.plash.api.union.Changes;

/** The directories that the launch script makes for a union whose changes are thrown away. */
final class Scratch {

    private Scratch() {}

    /** Where the union keeps its changes. */
    static Changes changes(String mountPoint) {
        return new Changes(mountPoint + "/upper", mountPoint + "/work");
    }

    /** Where the union is mounted. */
    static String root(String mountPoint) {
        return mountPoint + "/root";
    }
}
