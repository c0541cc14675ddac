package io.plash.union.overlay;

import io.plash.api.PlashException;
import io.plash.api.union.Changes;
import io.plash.api.union.UnionMount;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks in a mount namespace why a union is refused; the arguments are the directory, a layer and the upper directory. */
final class ExplainMain {

    private ExplainMain() {}

    public static void main(String[] arguments) {
        Changes changes = new Changes(arguments[2], "work");
        UnionMount union = new UnionMount(List.of(arguments[1]), Optional.of(changes), "mnt", false);
        PlashException why =
                new OverlayFilesystem().explain(union, Path.of(arguments[0])).orElseThrow();
        System.out.println(why.getMessage() + "\n" + why.hint());
    }
}
