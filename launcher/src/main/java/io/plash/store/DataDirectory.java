package io.plash.store;

import io.plash.api.PlashException;
import io.plash.text.RawText;
import java.nio.file.Path;
import java.util.Map;

/**
 * The paths of the build data, and nothing else.
 *
 * <pre>
 * config/layers_by     the union filesystem that wrote the layers here
 * config/union_taste   the one that shows them; the same, see Settings
 * config/scratch       where a run writes to: tmpfs or disk
 * download/            what came from the network, see DownloadCache
 * id_counter           one byte for each id that was ever given
 * index/ID             a link to the container's directory
 * l/ID                 the layer of container ID, under a short name for stacks of many; see ShortNames
 * layer/0/A/B/_data/   container B, whose parent is A: its layer is root; see LayerNotes
 * layer/0/A/B/_merged/ all that container B has, where a stack of layers is high; see LayerMerger
 * lock                 byte-range locks
 * map/KEY              a link to a container
 * mnt/                 an empty mount point; every container has its own mount on it
 * mountpoints/HASH/    layers that consist of the mount points of a container, see Mountpoints
 * plan/                launch plans
 * purged-UUID/         all that was here before a purge
 * tmp/                 work in progress, and what is to be deleted
 * used/ID              when the container was used last: the time of the file
 * </pre>
 *
 * <p>All links are relative, so the directory can be moved.
 *
 * @param root an absolute path
 */
public record DataDirectory(Path root) {

    /**
     * Where the environment says the build data is: {@code PLASH_DATA}, else {@code ~/.plashdata}; an empty {@code HOME} is as none.
     *
     * @throws PlashException if that is not an absolute path
     */
    public static DataDirectory of(Map<String, String> environment) {
        String data = environment.get("PLASH_DATA");
        if (data == null) {
            String home = environment.getOrDefault("HOME", "");
            data = (home.isEmpty() ? System.getProperty("user.home") : home) + "/.plashdata";
        }
        String variable = environment.containsKey("PLASH_DATA") ? "PLASH_DATA" : "HOME";
        if (!data.startsWith("/")) {
            throw new PlashException(
                    variable + " is not an absolute path: " + environment.get(variable),
                    "set it to a path that begins with a slash");
        }
        if (data.contains("\n") || !RawText.isPlain(data)) {
            throw new PlashException(
                    variable + " has a newline or is not valid UTF-8: " + data, "set PLASH_DATA to another path");
        }
        return new DataDirectory(Path.of(data).normalize());
    }

    Path config() {
        return root.resolve("config");
    }

    Path unionTaste() {
        return config().resolve("union_taste");
    }

    Path layersBy() {
        return config().resolve("layers_by");
    }

    Path scratch() {
        return config().resolve("scratch");
    }

    Path downloads() {
        return root.resolve("download");
    }

    Path idCounter() {
        return root.resolve("id_counter");
    }

    public Path index() {
        return root.resolve("index");
    }

    Path index(ContainerId container) {
        return index().resolve(container.toString());
    }

    public Path layers() {
        return root.resolve("layer");
    }

    Path rootContainer() {
        return layers().resolve("0");
    }

    public Path lock() {
        return root.resolve("lock");
    }

    public Path shortNames() {
        return root.resolve(ShortNames.DIRECTORY);
    }

    public Path map() {
        return root.resolve("map");
    }

    public Path mnt() {
        return root.resolve("mnt");
    }

    Path mountpoints() {
        return root.resolve("mountpoints");
    }

    public Path plans() {
        return root.resolve("plan");
    }

    public Path tmp() {
        return root.resolve("tmp");
    }

    public Path uses() {
        return root.resolve("used");
    }
}
