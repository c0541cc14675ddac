package io.plash.fakeroot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FakeRootTest {

    @ParameterizedTest
    @CsvSource({"AUTO, true, true", "AUTO, false, false", "ON, false, true", "OFF, true, false"})
    void isDoneWhereThereIsOneUser(FakeRoot choice, boolean oneUser, boolean done) {
        assertThat(choice.isNeeded(oneUser)).isEqualTo(done);
    }

    @Test
    void isWhatTheArgumentsSayBeforeWhatTheEnvironmentSays() {
        FakeRoot environment = FakeRoot.of(Map.of("PLASH_FAKE_ROOT", "off"));
        assertThat(environment).isEqualTo(FakeRoot.OFF);
        assertThat(FakeRoot.of(List.of("--from", "x"))).isEmpty();
        assertThat(FakeRoot.of(List.of("--fake-root=auto", "--fake-root=on"))).contains(FakeRoot.ON);
        assertThat(FakeRoot.of(Map.of("PLASH_FAKE_ROOT", ""))).isEqualTo(FakeRoot.AUTO);
    }

    @Test
    void refusesAnotherChoice() {
        assertThatThrownBy(() -> FakeRoot.parse("yes"))
                .isInstanceOf(PlashException.class)
                .hasMessage("no such way to fake root: yes");
    }
}
