package io.plash.cli;

import io.plash.host.Environment;
import io.plash.host.Identity;
import io.plash.launch.Installation;
import io.plash.launch.plan.LaunchPlan;
import io.plash.launch.plan.Witnesses;
import io.plash.store.ContainerId;
import io.plash.store.Store;
import io.plash.text.RawText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What this process leaves to the wrapper script: a launch plan that is carried out as soon as it has ended, and plans for
 * the next time that somebody types the same.
 */
final class Handover {

    private final Installation installation;
    private final Environment environment;
    private final Witnesses witnesses;
    private final String planName;

    /**
     * For one command.
     *
     * @param planName under which name the script looks for a plan that was kept; empty if it looks for none
     */
    Handover(Installation installation, Environment environment, Witnesses witnesses, String planName) {
        this.installation = installation;
        this.environment = environment;
        this.witnesses = witnesses;
        this.planName = planName;
        witnesses.fact("exports", environment.get("PLASH_EXPORT").orElse(""));
        witnesses.fact("mode-asked", environment.get("PLASH_LAUNCH_MODE").orElse(""));
    }

    /**
     * Has a plan carried out.
     *
     * @param argv everything behind the word plash
     * @param own how many of these words are plash's own, and not arguments of the program
     */
    void launch(Store store, LaunchPlan plan, List<String> argv, int own) throws IOException {
        if (keeps(plan)) {
            keep(store, text(store, plan, argv, own));
        }
        tell(store.root() + "\n" + store.plans().once(plan.text()) + "\n" + own);
    }

    /** The plan that {@link #launch} would leave, below a line that says why it was not used at once. */
    String shown(Store store, LaunchPlan plan, List<String> argv, int own) throws IOException {
        String text = text(store, plan, argv, own);
        return "# cold: " + (keeps(plan) ? change(store, text) : obstacle()) + "\n" + text.stripTrailing();
    }

    /** Keeps the answer to a build, whose arguments are all of {@code argv}. */
    void answered(Store store, ContainerId container, List<String> argv) throws IOException {
        if (keeps()) {
            keep(store, LaunchPlan.answer(container, described(store, argv)));
        }
    }

    /** The plan that {@link #answered} would leave, below a line that says why it was not used at once. */
    String shownAnswer(Store store, ContainerId container, List<String> argv) throws IOException {
        String text = LaunchPlan.answer(container, described(store, argv));
        return "# cold: " + (keeps() ? change(store, text) : obstacle()) + "\n" + text.stripTrailing();
    }

    private String text(Store store, LaunchPlan plan, List<String> argv, int own) {
        List<String> words = argv.subList(0, own);
        // What only enters namespaces does so wherever the build data is.
        return plan.text(plan.mounts().isEmpty() ? described(words) : described(store, words));
    }

    private String obstacle() {
        if (environment.get("PLASH_PLANS").filter("off"::equals).isPresent()) {
            return "PLASH_PLANS is off";
        }
        return witnesses.spoiled().orElse("launches like this are not kept");
    }

    /** In what a plan that was kept for the same words differs. */
    private String change(Store store, String text) throws IOException {
        Optional<String> kept = store.plans().kept(planName);
        if (kept.isEmpty()) {
            return "no plan was kept for these words";
        }
        Set<String> now = Set.copyOf(text.lines().toList());
        return kept.get()
                .lines()
                .filter(line -> !now.contains(line))
                .findFirst()
                .map(line -> "no longer so: " + line.replaceFirst("^#: ", ""))
                .orElse("the plan was kept by another plash, or edited");
    }

    private boolean keeps(LaunchPlan plan) {
        return keeps() && plan.entry().privateMounts() && !plan.mode().equals("-");
    }

    private boolean keeps() {
        return !planName.isEmpty()
                && environment.get("PLASH_PLANS").filter("off"::equals).isEmpty()
                && installation.time().isPresent()
                && witnesses.spoiled().isEmpty();
    }

    private void keep(Store store, String text) throws IOException {
        FileTime time = installation.time().orElseThrow();
        store.plans().keep(planName, text, time);
    }

    private List<String> described(Store store, List<String> words) {
        List<String> lines = described(words);
        lines.add("data " + store.root());
        return lines;
    }

    /** The witnesses, behind the words that they belong to. */
    private List<String> described(List<String> words) {
        List<String> lines = new ArrayList<>();
        for (String word : words) {
            String key = "arg ";
            for (String line : word.split("\n", -1)) {
                lines.add(key + line);
                key = "more ";
            }
        }
        lines.add("ids " + Identity.idMap());
        lines.addAll(witnesses.lines());
        return lines;
    }

    /**
     * Writes to the descriptor that the wrapper script named. Opening it by its name in /proc opens whatever file it is, so
     * it has to be the pipe that the wrapper made.
     */
    private static void tell(String text) throws IOException {
        Optional<String> descriptor = Optional.ofNullable(System.getProperty("plash.handover"));
        if (descriptor.isEmpty()) {
            // Not started by the wrapper: the installer trains the class archive.
            return;
        }
        Path pipe = Path.of("/proc/self/fd", descriptor.get());
        if (!Files.readSymbolicLink(pipe).toString().startsWith("pipe:")) {
            throw new IllegalStateException("descriptor " + descriptor.get() + " is not a pipe");
        }
        Files.write(pipe, RawText.encode(text));
    }
}
