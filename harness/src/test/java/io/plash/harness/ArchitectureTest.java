package io.plash.harness;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. Arrows go only downwards: backends know the api, and only the launcher knows more. */
final class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.plash");

    private static final String HTTP = "okhttp3..";

    private static final String JSON = "com.fasterxml.jackson..";

    /** The libraries of the backends that have any. */
    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "io.plash.source.docker", List.of(JSON, "org.apache.commons.compress.."),
            "io.plash.source.host", List.of("org.apache.commons.compress.."),
            "io.plash.source.lxc", List.of(HTTP, JSON),
            "io.plash.source.url", List.of(HTTP));

    @Test
    void seesEveryPackage() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).collect(toSet()))
                .containsAll(SourceTree.packages());
    }

    @Test
    void theApiStandsOnJavaAlone() {
        classes()
                .that()
                .resideInAPackage("io.plash.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.plash.api..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aBackendKnowsTheApiAndItsOwnLibrary(String backend) {
        Stream<String> always =
                Stream.of(backend + "..", "io.plash.api..", "java..", "javax..", "jakarta.inject..", "org.jspecify..");
        Stream<String> libraries = LIBRARIES.getOrDefault(backend, List.of()).stream();

        classes()
                .that()
                .resideInAPackage(backend + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(always, libraries).toArray(String[]::new))
                .check(CLASSES);
    }

    /** Each package below {@code io.plash.source} and {@code io.plash.union} is one. */
    static Stream<String> backends() {
        Matcher backend =
                Pattern.compile("io\\.plash\\.(source|union)\\.[a-z]+").matcher("");
        return SourceTree.packages().stream()
                .filter(name -> backend.reset(name).lookingAt())
                .map(name -> backend.group())
                .distinct();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.plash.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({"io.plash.cdi, org.jboss..", "io.plash.cli.., picocli..", "io.plash.posix.., jnr.."})
    void aLibraryHasOnePlaceInTheLauncher(String place, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(place)
                .should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .check(CLASSES);
    }

    /** A backend cannot know that package, and the credential helpers of docker are programs. */
    @Test
    void onlyTheHostPackageStartsPrograms() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.plash.host", "io.plash.source.docker.login")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(describe(
                        "Runtime.exec",
                        call -> call.getTarget().getOwner().isEquivalentTo(Runtime.class)
                                && call.getTarget().getName().equals("exec")))
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineSpeaksWithTheUserAndEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.plash.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    /** apt is a package manager, and docker-credential-pass a credential helper: everyone calls them so. */
    @Test
    void noClassIsNamedAfterNothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|(?<!Credential)Helper|(?<!Package)Manager|Impl)(\\$.*)?")
                .check(CLASSES);
    }

    @Test
    void noStaticFieldChanges() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }
}
