package io.plash.build.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When images are fetched. */
final class PullPolicyTest {

    @Test
    void takesWhatIsHereWithoutANetwork() {
        assertThat(PullPolicy.ALWAYS.offline()).isEqualTo(PullPolicy.NEWER);
        assertThat(PullPolicy.NEWER.offline()).isEqualTo(PullPolicy.NEWER);
        assertThat(PullPolicy.MISSING.offline()).isEqualTo(PullPolicy.MISSING);
        assertThat(PullPolicy.NEVER.offline()).isEqualTo(PullPolicy.NEVER);
    }
}
