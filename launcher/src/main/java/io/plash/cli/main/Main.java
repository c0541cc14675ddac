package io.plash.cli.main;

import io.plash.api.PlashException;
import io.plash.build.BuildEngine;
import io.plash.build.Builds;
import io.plash.build.LayerBuilder;
import io.plash.build.MacroProviders;
import io.plash.build.image.ArchiveImporter;
import io.plash.build.image.ImageImporter;
import io.plash.build.image.ImageSources;
import io.plash.build.image.LayerImporter;
import io.plash.cdi.Wiring;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.UsageException;
import io.plash.cli.help.CommandHelp;
import io.plash.doctor.Checkup;
import io.plash.download.Downloads;
import io.plash.host.Environment;
import io.plash.host.HostProcesses;
import io.plash.host.Identity;
import io.plash.host.Messages;
import io.plash.launch.Initializer;
import io.plash.launch.Installation;
import io.plash.launch.LaunchModes;
import io.plash.launch.Launcher;
import io.plash.launch.Launches;
import io.plash.launch.LayerMerger;
import io.plash.launch.UnionFilesystems;
import io.plash.launch.plan.Purpose;
import io.plash.launch.plan.Witnesses;
import io.plash.store.DataDirectory;
import io.plash.store.Layout;
import io.plash.text.ShellWords;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry of Java: finds the command and runs it. */
public final class Main {

    private static final Set<Class<?>> SERVICES = Set.of(
            ArchiveImporter.class,
            Builds.class,
            BuildEngine.class,
            ImageImporter.class,
            LayerBuilder.class,
            LayerImporter.class,
            Checkup.class,
            Downloads.class,
            ImageSources.class,
            Initializer.class,
            LaunchModes.class,
            Launcher.class,
            LayerMerger.class,
            Launches.class,
            MacroProviders.class,
            UnionFilesystems.class);

    private final Session session;
    private final Messages messages;
    private final Invocation typed;
    private @Nullable Wiring wiring;

    private Main(Session session, Messages messages, Invocation typed) {
        this.session = session;
        this.messages = messages;
        this.typed = typed;
    }

    /** Runs one command and ends the process. */
    public static void main(String[] args) throws IOException {
        RawArguments arguments = RawArguments.ofThisProcess(args.length);
        Stdout stdout = Stdout.install();
        Environment environment = Environment.ofCaller();
        int status = run(arguments.words(), environment, arguments.property("plash.plan"));
        status = stdout.exitStatus(status, Messages.to(System.err, environment));
        // Without the shutdown of beans that hold nothing.
        Runtime.getRuntime().halt(status);
    }

    /**
     * Runs one command and returns what to exit with.
     *
     * @param planName under which name a launch plan is to be kept; empty for none
     */
    static int run(List<String> argv, Environment environment, String planName) {
        Session session = new Session(environment, Identity.current(), Installation.current(), System.out, planName);
        Messages messages = Messages.to(System.err, environment);
        try {
            boolean shows = argv.size() > 1
                    && argv.get(0).equals("plan")
                    && !argv.get(1).matches("-h|--help");
            Invocation typed = Invocation.parse(shows ? argv.subList(1, argv.size()) : argv, Commands.aliases());
            int status = new Main(shows ? session.forShow() : session, messages, typed).run();
            System.out.flush();
            return status;
        } catch (IOException | RuntimeException e) {
            System.out.flush();
            return new ErrorReport(messages).report(e);
        }
    }

    private int run() throws IOException {
        if (typed.asksForHelp()) {
            session.print(Commands.help(typed.command(), session).text());
            return 0;
        }
        PlashCommand command = command();
        try {
            return run(command);
        } catch (UsageException e) {
            String synopsis = CommandHelp.of(command.getClass()).synopsis();
            throw new PlashException(String.valueOf(e.getMessage()), "usage: " + synopsis, e);
        }
    }

    private int run(PlashCommand command) throws IOException {
        if (session.purpose() == Purpose.SHOW && !command.hasPlan()) {
            throw new PlashException(
                    "no launch plan: " + typed.command() + " does more than to start a program",
                    "`plash help plan` has an example");
        }
        Invocation invocation = typed;
        boolean builds =
                (command.takesBuildArguments() && typed.startsWithBuildArguments()) || typed.isCalledWithContainer();
        if (!builds) {
            invocation = command.takesBuildArguments()
                            && typed.arguments().stream().limit(1).anyMatch("--"::equals)
                    ? typed.withoutDashes()
                    : typed;
            parse(command, invocation);
        }
        if (command.needsBuildData()) {
            prepareBuildData();
        }
        if (builds) {
            Builds.Built built = builds().build(session.store(), typed.buildArguments());
            invocation = typed.withContainer(built.container().toString(), built.script());
            parse(command, invocation);
        }
        return command.needsContainerRoot() && !session.identity().isRoot()
                ? runAsContainerRoot(invocation, builds)
                : command.run(invocation);
    }

    private PlashCommand command() {
        String name = typed.command();
        return Commands.plain(name, session)
                .orElseGet(() -> wiring().get(Commands.bean(name).orElseThrow(() -> Commands.unknown(name))));
    }

    private static void parse(PlashCommand command, Invocation invocation) {
        if (command.takesBuildArguments() && invocation.arguments().isEmpty()) {
            throw new UsageException("no container");
        }
        if (command.takesRawArguments()) {
            return;
        }
        try {
            CommandHelp.parser(command).parseArgs(invocation.arguments().toArray(String[]::new));
        } catch (ParameterException e) {
            if (e.getCause() instanceof InvalidPathException name) {
                throw name;
            }
            String message = String.valueOf(unknownOption(e).orElse(e).getMessage());
            throw new UsageException(Character.toLowerCase(message.charAt(0)) + message.substring(1));
        }
    }

    /** picocli says what is missing although an option that it does not know stands in its place. */
    private static Optional<ParameterException> unknownOption(ParameterException e) {
        List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
        return e instanceof MissingParameterException
                        && unmatched.stream().limit(1).anyMatch(word -> word.startsWith("-"))
                ? Optional.of(new UnmatchedArgumentException(e.getCommandLine(), unmatched))
                : Optional.empty();
    }

    /** The first command that needs the build data makes it. */
    private void prepareBuildData() throws IOException {
        if (!new Layout(session.data()).isComplete(session.identity().uid())) {
            wiring().get(Initializer.class).initialize();
        }
    }

    /** The same command again, inside the user namespace of containers, where the wrapper has not started it at once. */
    private int runAsContainerRoot(Invocation invocation, boolean built) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(session.installation().plash().toString()));
        words.add(invocation.command());
        if (built) {
            words.add(invocation.arguments().get(0));
        }
        int skipped = built ? invocation.wordsBefore(1) : invocation.offset();
        return session.launch(wiring().get(Launches.class).enter().withWords(words), invocation, skipped);
    }

    private Builds builds() {
        return wiring().get(Builds.class);
    }

    private Wiring wiring() {
        if (wiring == null) {
            List<Class<?>> wanted = new ArrayList<>(List.of(Initializer.class, Launches.class));
            Commands.bean(typed.command()).ifPresent(wanted::add);
            if (typed.startsWithBuildArguments()) {
                wanted.add(Builds.class);
            }
            wiring = new Wiring(
                    wanted,
                    SERVICES,
                    Map.of(
                            Session.class,
                            session,
                            Environment.class,
                            session.environment(),
                            Identity.class,
                            session.identity(),
                            Installation.class,
                            session.installation(),
                            DataDirectory.class,
                            session.data(),
                            HostProcesses.class,
                            new HostProcesses(words -> messages.debug(ShellWords.join(words))),
                            Witnesses.class,
                            session.witnesses(),
                            Purpose.class,
                            session.purpose(),
                            Messages.class,
                            messages));
        }
        return wiring;
    }
}
