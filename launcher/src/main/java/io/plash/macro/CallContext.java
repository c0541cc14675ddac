package io.plash.macro;

import io.plash.api.macro.Images;
import io.plash.api.macro.KnownMacros;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroContext;
import io.plash.macro.input.RecordingHost;
import io.plash.macro.input.WebAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What one call may know and do. */
final class CallContext implements MacroContext {

    private final PlacedCall placed;
    private final Evaluator evaluator;
    private final KnownMacros macros;
    private final RecordingHost host;

    CallContext(PlacedCall placed, Evaluator evaluator, KnownMacros macros, RecordingHost host) {
        this.placed = placed;
        this.evaluator = evaluator;
        this.macros = macros;
        this.host = host;
    }

    void cannotBeRepeated(String why) {
        host.cannotBeRepeated(MacroCall.option(placed.call().name()) + " " + why);
    }

    @Override
    public Optional<String> variable(String name) {
        return host.variable(name);
    }

    @Override
    public String read(String name) {
        return host.read(name);
    }

    @Override
    public String digest(List<String> names) {
        return host.digest(names);
    }

    @Override
    public String stdin() {
        cannotBeRepeated("reads standard input");
        return host.stdin();
    }

    @Override
    public String fetch(String url) {
        if (!WebAddress.of(url).isPinned()) {
            cannotBeRepeated("asks the network");
        }
        return host.fetch(url);
    }

    @Override
    public String unique() {
        cannotBeRepeated("means something else each time");
        return UUID.randomUUID().toString();
    }

    @Override
    public Images images() {
        return host;
    }

    @Override
    public Optional<String> call(String name, List<String> arguments) {
        return evaluator.text(List.of(new PlacedCall(new MacroCall(name, arguments), placed.line())));
    }

    @Override
    public Optional<String> evaluate(List<String> lines) {
        return evaluator.text(Lines.ofArguments(lines, placed.line()));
    }

    @Override
    public Optional<String> evaluateFile(String source, String text) {
        return evaluator.text(Lines.ofFile(source, text));
    }

    @Override
    public Optional<String> evaluateHostFile(String source, String name) {
        String text = host.read(name);
        return host.lockedBy(name, () -> evaluateFile(source, text));
    }

    @Override
    public KnownMacros macros() {
        return macros;
    }
}
