package io.plash.doctor;

import io.plash.api.Requirement;

/**
 * What was found out about one requirement.
 *
 * @param area what needs it: {@code launch mode namespace}
 */
public record Finding(String area, Requirement requirement) {

    /** Whether there is nothing to be done. */
    public boolean isOk() {
        return requirement.state() == Requirement.State.OK;
    }
}
