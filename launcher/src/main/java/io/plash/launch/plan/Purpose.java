package io.plash.launch.plan;

import io.plash.api.PlashException;

/** What a command is to do: what it says, or only to show how it would be launched. */
public enum Purpose {
    CARRY_OUT,
    SHOW;

    /**
     * To be called before anything is built, fetched or started.
     *
     * @param what is missing, and would be made
     * @throws PlashException if nothing is to be made
     */
    public void requireFor(String what) {
        if (this == SHOW) {
            throw new PlashException("no launch plan yet: " + what, "build it first, with `plash build`");
        }
    }
}
