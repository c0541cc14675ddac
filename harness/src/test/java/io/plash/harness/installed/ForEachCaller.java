package io.plash.harness.installed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A class of tests of the installed plash that all hold for each of its callers. The constructor takes a {@link Plash},
 * whose container 1 is busybox.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InstalledPlash.class)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(InstalledPlash.class)
public @interface ForEachCaller {

    /** The callers. */
    Caller[] value() default {Caller.ROOT, Caller.WITH_IDS, Caller.SINGLE_ID};
}
