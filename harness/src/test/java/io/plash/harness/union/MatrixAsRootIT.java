package io.plash.harness.union;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;

/** By root. */
@ForEachCaller(Caller.ROOT)
final class MatrixAsRootIT extends Matrix {

    MatrixAsRootIT(Plash plash) {
        super(plash);
    }
}
