package io.plash.tree.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.posix.Posix;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordedOwnerTest {

    /** As protoc encodes them. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, ''",
        "1, 0, 0801",
        "0, 42, 102a",
        "1000, 1000, 08e80710e807",
        "-2, 300, 08feffffff0f10ac02",
    })
    void isAProtocolBuffer(int uid, int gid, String hex) {
        RecordedOwner owner = new RecordedOwner(uid, gid);
        assertThat(HexFormat.of().formatHex(owner.bytes())).isEqualTo(hex);
        assertThat(RecordedOwner.parse(HexFormat.of().parseHex(hex))).contains(owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08", "0880", "1801", "08ffffffffff", "08ffffffff0f", "088080808080", "0a0101"})
    void ignoresWhatIsNoOwner(String hex) {
        assertThat(RecordedOwner.parse(HexFormat.of().parseHex(hex))).isEmpty();
    }

    @Test
    void changesOneIdAndLeavesTheOther() {
        RecordedOwner owner = new RecordedOwner(1, 2);
        assertThat(owner.changed(7, Posix.UNCHANGED)).isEqualTo(new RecordedOwner(7, 2));
        assertThat(owner.changed(Posix.UNCHANGED, 7)).isEqualTo(new RecordedOwner(1, 7));
    }
}
