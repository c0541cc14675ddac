package io.plash.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @Test
    void alignsItsColumnsAndShowsControlCharacters() {
        Table table = new Table("ID", "NAME", "SIZE");
        table.row(1, "a\u001b[2Jb", "7 B");
        table.row(1000, "c", "");

        assertThat(table.lines()).containsExactly("ID    NAME       SIZE", "1     a\\x1b[2Jb  7 B", "1000  c");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "12345, 12 kB", "2195456, 2.2 MB", "5000000000, 5.0 GB"})
    void writesSizesForPeople(long bytes, String text) {
        assertThat(Table.size(bytes)).isEqualTo(text);
    }
}
