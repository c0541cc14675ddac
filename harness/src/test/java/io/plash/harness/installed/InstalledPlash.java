package io.plash.harness.installed;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
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
        Rootfs rootfs = context.getRoot()
                .getStore(Namespace.create(InstalledPlash.class))
                .computeIfAbsent(Rootfs.class, key -> new Rootfs(), Rootfs.class);
        ForEachCaller callers = context.getRequiredTestClass().getAnnotation(ForEachCaller.class);
        return Arrays.stream(callers.value())
                .map(caller -> Arguments.of(Plash.of(caller).withImage(rootfs.archive())));
    }
}
