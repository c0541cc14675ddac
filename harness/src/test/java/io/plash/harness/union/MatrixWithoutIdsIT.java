package io.plash.harness.union;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;

/** By a user without subordinate ids. */
@ForEachCaller(Caller.SINGLE_ID)
final class MatrixWithoutIdsIT extends Matrix {

    MatrixWithoutIdsIT(Plash plash) {
        super(plash);
    }
}
