package io.plash.harness.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Nginx;
import io.plash.harness.installed.Plash;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Distributions from a server in the layout of images.linuxcontainers.org. */
@ForEachCaller(Caller.SINGLE_ID)
final class ImportLxcIT {

    /** Puts the image of container 1 on the server, as two builds of one release. */
    private static final String PUBLISH = """
            publish() {
                build=$WWW/images/alpine/3.20/amd64/default/$1
                mkdir -p "$build" "$WWW/streams/v1"
                xz -0 <"$2" >"$build/rootfs.tar.xz"
                sum=$(sha256sum <"$build/rootfs.tar.xz") sum=${sum%% *} size=$(wc -c <"$build/rootfs.tar.xz")
                echo "$sum  rootfs.tar.xz" >"$build/SHA256SUMS"
                items="${items-}${items+,}\\"$1\\":{\\"items\\":{\\"root.tar.xz\\":{\\"ftype\\":\\"root.tar.xz\\",
                    \\"path\\":\\"${build#"$WWW"/}/rootfs.tar.xz\\",\\"size\\":$size,\\"sha256\\":\\"$sum\\"}}}"
                echo '{"index":{"images":{"datatype":"image-downloads","path":"streams/v1/images.json"}}}' >"$WWW/streams/v1/index.json"
                cat >"$WWW/streams/v1/images.json" <<END
            {"products":{"alpine:3.20:amd64:default":{"aliases":"alpine/3.20/default,alpine/3.20","arch":"amd64","os":"Alpine",
            "release":"3.20","variant":"default","versions":{$items}}}}
            END
            }
            """;

    private final Plash caller;
    private final Nginx nginx;
    private Plash plash;

    ImportLxcIT(Plash plash) throws IOException {
        this.caller = plash;
        this.nginx = Nginx.start();
        this.plash = plash;
    }

    @BeforeEach
    void publish() {
        plash = caller.with("PLASH_LXC_SERVER", nginx.url())
                .with("WWW", nginx.root().toString());
        // The caller writes what the server has.
        assertThat(nginx.root().toFile().setWritable(true, false)).isTrue();
    }

    @AfterEach
    void stop() {
        nginx.close();
    }

    /** A script that has the image and can publish it. */
    private String publishing(String script) {
        return "cp " + plash.image() + " image.tar\n" + PUBLISH + script;
    }

    private String shell(String script) {
        return plash.shell(publishing("export PLASH_DATA=\"$PWD/data\"\n" + script))
                .value();
    }

    @Test
    void runsTheNewestReleaseOfADistribution() {
        assertThat(shell("""
                        publish 20240901_05:24 image.tar
                        plash --from alpine -- echo fresh
                        plash --from-lxc alpine/3.20 -- echo named
                        # It is here now, so nobody is asked.
                        rm -r "$WWW"/*
                        plash --from alpine -- echo cached""")).isEqualTo("fresh\nnamed\ncached");
    }

    @Test
    void asksTheServersOfAFileOneAfterTheOther() {
        assertThat(shell("""
                        publish 20240901_05:24 image.tar
                        mkdir -p ~/.config/plash
                        printf '%s\n' '# ours' http://127.0.0.1:1 "$PLASH_LXC_SERVER/empty" "$PLASH_LXC_SERVER" >~/.config/plash/lxc-servers
                        unset PLASH_LXC_SERVER
                        plash --from alpine -- echo found
                        rm ~/.config/plash/lxc-servers""")).isEqualTo("found");
    }

    @Test
    void saysWhereAnImageIs() {
        assertThat(shell("publish 20240901_05:24 image.tar; plash import-lxc --dry alpine; plash data ls map"))
                .isEqualTo(nginx.url() + "/images/alpine/3.20/amd64/default/20240901_05:24/rootfs.tar.xz");
    }

    @Test
    void importsANewBuildWhenAskedAgain() {
        assertThat(shell("""
                        publish 20240801_05:24 image.tar
                        first=$(plash import-lxc alpine)
                        plash create "$first" touch /news >/dev/null 2>&1
                        plash export-tar 2 news.tar
                        publish 20240901_05:24 news.tar
                        second=$(plash pull:lxc alpine)
                        [ "$first" != "$second" ]
                        plash run "$second" ls /news""")).isEqualTo("/news");
    }

    @Test
    void buildsALockedFileOnWhatItWasLockedTo() {
        assertThat(shell("""
                        publish 20240801_05:24 image.tar
                        printf '%s\\n' '--from-lxc alpine' '--entrypoint /bin/ls' >tools
                        plash lock ./tools
                        [ "$(plash data ls map)" = '' ]
                        plash create "$(plash import-tar image.tar)" touch /news >/dev/null 2>&1
                        plash export-tar 2 news.tar
                        publish 20240901_05:24 news.tar
                        plash ./tools /news || echo locked
                        plash run --eval-file tools -- ls /news || echo locked
                        rm tools.lock
                        plash ./tools /news
                        plash --pull=newer --from-lxc alpine -- ls /news
                        ! plash --pull=never --from-lxc alpine/3.20 -- true""")).isEqualTo("locked\nlocked\n/news\n/news");
    }

    @Test
    void saysWhatThereIsInstead() {
        assertThat(plash.shell(publishing("""
                        publish 20240901_05:24 image.tar
                        plash import-lxc alpine/3.21""")).stderr()).endsWith("""
                        plash: error: no image: lxc:alpine:3.21
                        plash: hint: there is: alpine/3.20/amd64
                        """);
    }
}
