package io.plash.harness.installed;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Gives tests the installed plash, or skips them where there is none. */
final class InstalledPlash implements ExecutionCondition, ArgumentsProvider {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (System.getProperty("plash.prefix") == null) {
            return ConditionEvaluationResult.disabled("needs an installed plash; ./verify installs one");
        }
        if (!Arrays.stream(Caller.values()).allMatch(Caller::exists)) {
            return ConditionEvaluationResult.disabled("needs the users that ./verify makes");
        }
        return ConditionEvaluationResult.enabled("plash is installed in " + Plash.prefix());
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Store store = context.getRoot().getStore(Namespace.create(InstalledPlash.class));
        ForEachCaller callers = context.getRequiredTestClass().getAnnotation(ForEachCaller.class);
        return Arrays.stream(callers.value())
                .map(caller -> Arguments.of(template(caller, store).copy()));
    }

    /** What each class of tests begins with a copy of, for an import takes longer. */
    private static Plash template(Caller caller, Store store) {
        Rootfs rootfs = store.computeIfAbsent(Rootfs.class, key -> new Rootfs(), Rootfs.class);
        return store.computeIfAbsent(caller, key -> Plash.of(caller).withImage(rootfs.archive()), Plash.class);
    }
}
