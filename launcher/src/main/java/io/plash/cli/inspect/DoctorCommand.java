package io.plash.cli.inspect;

import io.plash.api.Requirement;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.doctor.Checkup;
import io.plash.doctor.Finding;
import io.plash.text.Json;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plash doctor}. */
@Command(
        name = "doctor",
        description =
                "Says what plash and each launch mode, union filesystem and image source need on this machine, whether it is there, and what to do if not. Mounts trials in the build data. Exits with 1 if containers cannot be built and run; what is merely missing for more does not count.",
        footer = {"", "Example:", "  plash doctor", "  plash doctor --json"})
public class DoctorCommand implements PlashCommand {

    private record Report(boolean works, List<Row> findings) {}

    private record Row(String area, String requirement, String state, String detail, String remedy) {

        static Row of(Finding finding) {
            Requirement requirement = finding.requirement();
            return new Row(
                    finding.area(),
                    requirement.name(),
                    DoctorCommand.state(requirement),
                    requirement.detail(),
                    requirement.remedy());
        }
    }

    private final Session session;
    private final Checkup checkup;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Inject
    DoctorCommand(Session session, Checkup checkup) {
        this.session = session;
        this.checkup = checkup;
    }

    @Override
    public boolean needsBuildData() {
        return false;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Checkup.Result result = checkup.run();
        if (json) {
            session.print(Json.of(new Report(
                    result.works(), result.findings().stream().map(Row::of).toList())));
        } else {
            result.findings().forEach(this::print);
            session.print("");
            session.print(
                    result.works()
                            ? "plash can build and run containers here."
                            : "plash cannot build and run containers here: see what is missing or blocked above.");
        }
        return result.works() ? 0 : 1;
    }

    private static String state(Requirement requirement) {
        return requirement.state().name().toLowerCase(Locale.ROOT);
    }

    private void print(Finding finding) {
        Requirement requirement = finding.requirement();
        String detail = requirement.detail().isEmpty() ? "" : " (" + requirement.detail() + ")";
        session.print(
                "%-8s %s: %s".formatted(state(requirement), finding.area(), Table.show(requirement.name() + detail)));
        if (!requirement.remedy().isEmpty()) {
            session.print("         " + Table.show(requirement.remedy()));
        }
    }
}
