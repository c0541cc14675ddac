package io.plash.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StorageTest {

    @ParameterizedTest
    @ValueSource(strings = {"nfs4", "fuse.sshfs", "9p"})
    void isKnownToBeOnAnotherMachine(String filesystem) {
        assertThat(Storage.caveat(filesystem)).get().asString().contains("on another machine (" + filesystem + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "overlay", "zfs", "f2fs"})
    void isNotWorthAWordWhereItIsOrdinary(String filesystem) {
        assertThat(Storage.caveat(filesystem)).isEmpty();
    }
}
