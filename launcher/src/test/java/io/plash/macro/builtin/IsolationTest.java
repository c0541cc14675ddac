package io.plash.macro.builtin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a macro learns behind the back of its context, a kept launch plan would not know of. */
class IsolationTest {

    @Test
    void learnsOfTheHostOnlyFromItsContext() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "io.plash.macro..",
                                "io.plash.api..",
                                "io.plash.text..",
                                "java.lang..",
                                "java.util..",
                                "org.jspecify..")
                        .and(not(belongToAnyOf(
                                System.class,
                                Runtime.class,
                                ProcessBuilder.class,
                                ProcessHandle.class,
                                Thread.class,
                                Random.class,
                                UUID.class)))
                        .or(belongToAnyOf(IOException.class)))
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.plash.macro.builtin"));
    }
}
