package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Builds a project of a third party as that would: with Maven, its tests, and nothing of plash but the published {@code
 * plash-api}. What is published comes from the build that this test is part of; everything else is what that build has
 * fetched from Maven Central, so the network is not used.
 */
final class ExampleProject {

    /** A local repository of its own, of links, so that the one of the user never has a {@code plash-api}. */
    private static final String BUILD = """
            version=$(sed -n 's:.*<version>\\(.*\\)</version>.*:\\1:p' "$plash/pom.xml" | head -n 1)
            cp -as "$repository" repository
            rm -rf repository/io/plash
            mkdir -p "repository/io/plash/plash/$version" "repository/io/plash/plash-api/$version"
            cp "$plash/pom.xml" "repository/io/plash/plash/$version/plash-$version.pom"
            cp "$plash/api/pom.xml" "repository/io/plash/plash-api/$version/plash-api-$version.pom"
            cp "$plash/api/target/plash-api-$version"*.jar "repository/io/plash/plash-api/$version/"
            cp -R "$project" project
            rm -rf project/target
            cd project
            mvn -o -q -B -ntp -Dmaven.repo.local="$OLDPWD/repository" package
            rm -rf ../repository
            cat target/surefire-reports/*.txt
            """;

    private ExampleProject() {}

    /**
     * The jar of a project.
     *
     * @param directory an empty one to build it in
     */
    static Path build(Path project, Path directory, String jar) throws IOException {
        String repository = System.getProperty("localRepository", System.getenv("HOME") + "/.m2/repository");
        Map<String, String> variables = Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", System.getenv("HOME"),
                "JAVA_HOME", System.getProperty("java.home"),
                "plash", Path.of("..").toRealPath().toString(),
                "project", project.toRealPath().toString(),
                "repository", repository);

        assertThat(Command.run(List.of("sh", "-euc", BUILD), directory, variables)
                        .value())
                .containsPattern("Tests run: [1-9]\\d*, Failures: 0, Errors: 0, Skipped: 0");
        return directory.resolve("project/target").resolve(jar);
    }
}
