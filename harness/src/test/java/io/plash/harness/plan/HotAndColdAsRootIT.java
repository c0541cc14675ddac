package io.plash.harness.plan;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;

/** By root. */
@ForEachCaller(Caller.ROOT)
final class HotAndColdAsRootIT extends HotAndCold {

    HotAndColdAsRootIT(Plash plash) {
        super(plash);
    }
}
