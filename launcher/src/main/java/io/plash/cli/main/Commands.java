package io.plash.cli.main;

import io.plash.api.PlashException;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.build.AddLayerCommand;
import io.plash.cli.build.BuildAndCallCommand;
import io.plash.cli.build.BuildCommand;
import io.plash.cli.build.CreateCommand;
import io.plash.cli.build.EvalCommand;
import io.plash.cli.build.LockCommand;
import io.plash.cli.export.CopyCommand;
import io.plash.cli.export.CopyMountedCommand;
import io.plash.cli.export.ExportMountedCommand;
import io.plash.cli.export.ExportTarCommand;
import io.plash.cli.export.ShallowCopyCommand;
import io.plash.cli.help.CommandHelp;
import io.plash.cli.image.ImportDockerCommand;
import io.plash.cli.image.ImportImageCommand;
import io.plash.cli.image.ImportLxcCommand;
import io.plash.cli.image.ImportSourceCommand;
import io.plash.cli.image.ImportTarCommand;
import io.plash.cli.image.ImportUrlCommand;
import io.plash.cli.inspect.DfCommand;
import io.plash.cli.inspect.DiffCommand;
import io.plash.cli.inspect.DoctorCommand;
import io.plash.cli.inspect.HistoryCommand;
import io.plash.cli.inspect.ImagesCommand;
import io.plash.cli.inspect.PsCommand;
import io.plash.cli.oci.ExportOciCommand;
import io.plash.cli.oci.ExportOciMountedCommand;
import io.plash.cli.oci.PushCommand;
import io.plash.cli.oci.PushMountedCommand;
import io.plash.cli.run.ExecCommand;
import io.plash.cli.run.ExecFileCommand;
import io.plash.cli.run.ExplainMountCommand;
import io.plash.cli.run.MountCommand;
import io.plash.cli.run.PlanCommand;
import io.plash.cli.run.RunCommand;
import io.plash.cli.run.RunoptsCommand;
import io.plash.cli.run.SudoCommand;
import io.plash.cli.run.WithMountCommand;
import io.plash.cli.store.CleanCommand;
import io.plash.cli.store.ConvertLayersCommand;
import io.plash.cli.store.ConvertUnionCommand;
import io.plash.cli.store.DataCommand;
import io.plash.cli.store.EmptyTrashCommand;
import io.plash.cli.store.InitCommand;
import io.plash.cli.store.MapCommand;
import io.plash.cli.store.MkdtempCommand;
import io.plash.cli.store.NodepathCommand;
import io.plash.cli.store.ParentCommand;
import io.plash.cli.store.PurgeCommand;
import io.plash.cli.store.RmCommand;
import io.plash.cli.store.ShrinkCommand;
import io.plash.cli.vintage.CacheCommand;
import io.plash.cli.vintage.CheckCommand;
import io.plash.cli.vintage.ChrootCommand;
import io.plash.cli.vintage.DoCommand;
import io.plash.cli.vintage.IdCommand;
import io.plash.cli.vintage.RecallCommand;
import io.plash.cli.vintage.RunPersistCommand;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Which commands there are. */
final class Commands {

    /** What needs no backend is made here, without the bean container. */
    private static final Map<String, Function<Session, PlashCommand>> PLAIN = Map.ofEntries(
            Map.entry("cache", CacheCommand::new),
            Map.entry("check", CheckCommand::new),
            Map.entry("data", DataCommand::new),
            Map.entry("do", DoCommand::new),
            Map.entry("exec", ExecCommand::new),
            Map.entry("help", HelpCommand::new),
            Map.entry("id", IdCommand::new),
            Map.entry("import-tar", ImportTarCommand::new),
            Map.entry("map", MapCommand::new),
            Map.entry("mkdtemp", MkdtempCommand::new),
            Map.entry("nodepath", NodepathCommand::new),
            Map.entry("parent", ParentCommand::new),
            Map.entry("ps", PsCommand::new),
            Map.entry("recall", RecallCommand::new),
            Map.entry("test", TestCommand::new),
            Map.entry("version", VersionCommand::new));

    /** These are beans. */
    private static final Map<String, Class<? extends PlashCommand>> BEANS = Map.ofEntries(
            Map.entry("add-layer", AddLayerCommand.class),
            Map.entry("b", BuildAndCallCommand.class),
            Map.entry("build", BuildCommand.class),
            Map.entry("chroot", ChrootCommand.class),
            Map.entry("clean", CleanCommand.class),
            Map.entry("convert-layers", ConvertLayersCommand.class),
            Map.entry("convert-union", ConvertUnionCommand.class),
            Map.entry("copy", CopyCommand.class),
            Map.entry("copy-mounted", CopyMountedCommand.class),
            Map.entry("create", CreateCommand.class),
            Map.entry("df", DfCommand.class),
            Map.entry("diff", DiffCommand.class),
            Map.entry("doctor", DoctorCommand.class),
            Map.entry("empty-trash", EmptyTrashCommand.class),
            Map.entry("eval", EvalCommand.class),
            Map.entry("exec-file", ExecFileCommand.class),
            Map.entry("explain-mount", ExplainMountCommand.class),
            Map.entry("export-mounted", ExportMountedCommand.class),
            Map.entry("export-oci", ExportOciCommand.class),
            Map.entry("export-oci-mounted", ExportOciMountedCommand.class),
            Map.entry("push", PushCommand.class),
            Map.entry("push-mounted", PushMountedCommand.class),
            Map.entry("export-tar", ExportTarCommand.class),
            Map.entry("import-docker", ImportDockerCommand.class),
            Map.entry("help-macros", HelpMacrosCommand.class),
            Map.entry("history", HistoryCommand.class),
            Map.entry("images", ImagesCommand.class),
            Map.entry("import-lxc", ImportLxcCommand.class),
            Map.entry("import-image", ImportImageCommand.class),
            Map.entry("import-url", ImportUrlCommand.class),
            Map.entry("init", InitCommand.class),
            Map.entry("lock", LockCommand.class),
            Map.entry("mount", MountCommand.class),
            Map.entry("plan", PlanCommand.class),
            Map.entry("purge", PurgeCommand.class),
            Map.entry("rm", RmCommand.class),
            Map.entry("run", RunCommand.class),
            Map.entry("run:persist", RunPersistCommand.class),
            Map.entry("runopts", RunoptsCommand.class),
            Map.entry("shallow-copy", ShallowCopyCommand.class),
            Map.entry("shrink", ShrinkCommand.class),
            Map.entry("sudo", SudoCommand.class),
            Map.entry("with-mount", WithMountCommand.class),
            Map.entry("words", WordsCommand.class));

    /** Names that plash had for them in 2018, and those of its newest vintage. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("-h", "help"),
            Map.entry("--help", "help"),
            Map.entry("--help-macros", "help-macros"),
            Map.entry("--version", "version"),
            Map.entry("getscript", "eval"),
            Map.entry("import-lxcimages", "import-lxc"),
            Map.entry("list", "help"),
            Map.entry("mounted", "with-mount"),
            Map.entry("pull:docker", "import-docker"),
            Map.entry("pull:lxc", "import-lxc"),
            Map.entry("pull:tarfile", "import-tar"),
            Map.entry("pull:url", "import-url"),
            Map.entry("push:dir", "copy"),
            Map.entry("push:tarfile", "export-tar"),
            Map.entry("stack", "add-layer"));

    private Commands() {}

    /** Other names, and the commands that they are for, as far as these are there. */
    static Map<String, String> aliases() {
        Map<String, String> aliases = new TreeMap<>(ALIASES);
        aliases.values().removeIf(name -> !PLAIN.containsKey(name) && !BEANS.containsKey(name));
        return aliases;
    }

    /** The names of the commands that need no backend. */
    static Set<String> plainNames() {
        return PLAIN.keySet();
    }

    /** A command that needs no backend. */
    static Optional<PlashCommand> plain(String name, Session session) {
        return Optional.ofNullable(PLAIN.get(name)).map(constructor -> constructor.apply(session));
    }

    /** The class of a command that is a bean. Which image sources there are is known only when the beans are there. */
    static Optional<Class<? extends PlashCommand>> bean(String name) {
        return name.startsWith(ImportSourceCommand.PREFIX)
                ? Optional.of(BEANS.getOrDefault(name, ImportSourceCommand.class))
                : Optional.ofNullable(BEANS.get(name));
    }

    /** All names, aliases too, and what they stand for. No command that needs a backend is made for it. */
    static Map<String, Class<? extends PlashCommand>> types(Session session) {
        Map<String, Class<? extends PlashCommand>> types = new TreeMap<>(BEANS);
        PLAIN.forEach((name, constructor) ->
                types.put(name, constructor.apply(session).getClass()));
        aliases().forEach((alias, name) -> types.put(alias, types.get(name)));
        return types;
    }

    /**
     * The class of a command.
     *
     * @throws PlashException if there is none of this name
     */
    static Class<? extends PlashCommand> type(String name, Session session) {
        return Optional.<Class<? extends PlashCommand>>ofNullable(types(session).get(name))
                .or(() -> bean(name))
                .orElseThrow(() -> unknown(name));
    }

    /**
     * What a user may read about a command.
     *
     * @throws PlashException if there is none of this name, or it is no business of users
     */
    static CommandHelp help(String name, Session session) {
        CommandHelp help = CommandHelp.of(type(name, session));
        if (help.hidden()) {
            throw unknown(name);
        }
        return help;
    }

    /** Says that there is no such command. */
    static PlashException unknown(String name) {
        return new PlashException("no such command: " + name, "`plash help` lists them");
    }
}
