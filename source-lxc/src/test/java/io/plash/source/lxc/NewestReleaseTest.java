package io.plash.source.lxc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewestReleaseTest {

    @ParameterizedTest
    @CsvSource({
        "alpine, 3.9 3.20 3.19 edge, 3.20",
        "fedora, 9 40 39, 40",
        "centos, 7 9-Stream 8, 8",
        "centos, 9-Stream 10-Stream, 9-Stream",
        "archlinux, current, current",
        "debian, bullseye sid trixie bookworm forky, trixie",
        "debian, sid, sid",
        "ubuntu, noble jammy focal, noble",
        "unheardof, a c b, c",
        "unheardof, 1.2 1.10 zzz, 1.10",
        "unheardof, 1 current 2, current",
        "unheardof, 99999999999999999999999 1, 99999999999999999999999",
    })
    void isWhatPeopleMean(String distribution, String releases, String newest) {
        assertThat(NewestRelease.of(distribution, List.of(releases.split(" ")))).contains(newest);
    }
}
