package io.plash.harness.plan;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;

/** By a user with subordinate ids. */
@ForEachCaller(Caller.WITH_IDS)
final class HotAndColdAsUserIT extends HotAndCold {

    HotAndColdAsUserIT(Plash plash) {
        super(plash);
    }
}
