package io.plash.harness.union;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;

/** By a user with subordinate ids. */
@ForEachCaller(Caller.WITH_IDS)
final class MatrixAsUserIT extends Matrix {

    MatrixAsUserIT(Plash plash) {
        super(plash);
    }
}
