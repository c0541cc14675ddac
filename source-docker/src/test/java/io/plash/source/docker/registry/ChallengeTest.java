package io.plash.source.docker.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChallengeTest {

    @Test
    void readsWhatDockerHubSends() {
        assertThat(parse("Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                        + "scope=\"repository:library/alpine:pull\""))
                .containsExactly(new Challenge(
                        "bearer",
                        Map.of(
                                "realm", "https://auth.docker.io/token",
                                "service", "registry.docker.io",
                                "scope", "repository:library/alpine:pull")));
    }

    @Test
    void readsParametersInAnyOrderAndSpacing() {
        assertThat(parse("bearer  scope=\"a,b\" , Service = x,REALM=\"https://h/\""))
                .containsExactly(
                        new Challenge("bearer", Map.of("scope", "a,b", "service", "x", "realm", "https://h/")));
    }

    @Test
    void readsSeveralChallenges() {
        assertThat(Challenge.parse(List.of("Negotiate abc==, Basic realm=\"r\"", "Bearer realm=\"https://h/\"")))
                .extracting(Challenge::scheme)
                .containsExactly("negotiate", "basic", "bearer");
    }

    @Test
    void undoesEscapes() {
        assertThat(parse("Basic realm=\"a \\\"b\\\" \\\\c\"").get(0).parameter("realm"))
                .contains("a \"b\" \\c");
    }

    @Test
    void takesTheFirstOfTwo() {
        assertThat(parse("Bearer realm=\"https://one/\", realm=\"https://two/\"")
                        .get(0)
                        .parameter("realm"))
                .contains("https://one/");
    }

    @Test
    void survivesNonsense() {
        assertThat(parse("")).isEmpty();
        assertThat(parse("=\"\"")).isEmpty();
        assertThat(parse("Bearer realm=\"https://h").get(0).parameters()).isEmpty();
        assertThat(parse("Bearer " + "\"".repeat(10_000))).hasSizeLessThanOrEqualTo(1);
        assertThat(parse("Bearer realm=\"" + "\\".repeat(16_000))).hasSizeLessThanOrEqualTo(1);
        assertThat(parse("x".repeat(100_000))).isEmpty();
    }

    private static List<Challenge> parse(String header) {
        return Challenge.parse(List.of(header));
    }
}
