package io.plash.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManualPagesTest {

    private static final Path DOCS = Path.of("../docs");

    @TempDir
    Path directory;

    static Stream<ManualPage> pages() throws IOException {
        return ManualPages.pages(DOCS).stream();
    }

    private static String page(String markdown) {
        return new ManualPage("plash-x", 1, markdown).text("1.0");
    }

    @Test
    void aPageBeginsAsManExpectsIt() {
        assertThat(page("# plash x\n\n```sh\nplash x ID\n```\n\nDoes x. And more.\n"))
                .isEqualTo("""
                        .TH PLASH-X 1 "" "plash 1.0" "plash manual"
                        .nr HY 0
                        .ad l
                        .SH NAME
                        plash\\-x \\- Does x
                        .SH SYNOPSIS
                        .B plash x ID
                        .br
                        .SH DESCRIPTION
                        .PP
                        Does x. And more.""");
    }

    @Test
    void textIsNeverARequest() {
        assertThat(page("# x\n\nText.\n\n.so /etc/passwd\n'quoted' \\fB and\n.TH x\n"))
                .contains("\n\\&.so /etc/passwd\n\\(aqquoted\\(aq \\efB and\n\\&.TH x");
    }

    @Test
    void whatExplainsAWordIsATaggedParagraph() {
        assertThat(page("# x\n\nText.\n\n## Options\n\n- `-c ID`: The id.\n- Plain.\n"))
                .contains(".SH\nOPTIONS\n.TP\n\\fB\\-c ID\\fR\nThe id.\n.IP \\(bu 2\nPlain.\n");
        assertThat(page("# x\n\nText.\n\n| a | b |\n|---|---|\n| `A`, `B` | what |\n"))
                .contains(".TP\n\\fBA\\fR, \\fBB\\fR\nwhat\n");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void manHasNothingToComplainOf(ManualPage page) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "groff is not installed");
        Path file = Files.writeString(directory.resolve("page"), page.text("1.0"));
        Path said = directory.resolve("said");

        Process groff = new ProcessBuilder("groff", "-man", "-ww", "-Tutf8", "-z", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(groff.waitFor()).isZero();
        assertThat(said).isEmptyFile();
    }
}
