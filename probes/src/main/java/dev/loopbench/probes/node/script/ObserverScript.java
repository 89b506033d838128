package dev.loopbench.probes.node.script;

import dev.loopbench.probes.inspector.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The expressions that are evaluated in the process. Immutable.
 *
 * <p>The installing expression asks for {@code require} where Node does not give its built-in
 * modules otherwise (before 20.16 and 22.3): the inspector's command line has it, and so has a
 * module that is loaded before the program.
 */
public final class ObserverScript {

    /** By which samples tell what of the loop's time is the observer's. */
    public static final String URL = Frame.EVALUATED + "loopbench";

    private static final String MAIN = "observer";

    private static final String OBSERVER = "globalThis[Symbol.for('dev.loopbench.observer')]";

    /** In the order in which an answer is told. */
    private static final List<String> PARTS =
            List.of("jobs", "sentinel", "legs", "loop", "gaps", "inspector");

    /** The built-in modules of a Node without a getter for them. */
    private static final String LOAD =
            "typeof require === 'function' ? require : (name) => process.mainModule.require(name)";

    private final String observer;
    private final String parts;

    /** Reads the script from the resources. */
    public ObserverScript() {
        observer = text(MAIN);
        parts =
                PARTS.stream()
                        .map(part -> "%s: (%n%s)".formatted(part, text(part)))
                        .collect(Collectors.joining(",\n", "{", "}"));
    }

    /** Installs the observer. Its value says what was installed, or why not. */
    public Evaluator.Expression install(ObserverSettings settings, Entrance entrance) {
        return new Evaluator.Expression(
                call(settings, entrance) + "\n//# sourceURL=" + URL,
                entrance == Entrance.WHILE_RUNNING);
    }

    private String call(ObserverSettings settings, Entrance entrance) {
        return "(\n%s)(%s,\n%s,\n%s)".formatted(observer, parts, LOAD, json(settings, entrance));
    }

    /** The same as a module, for a Node that loads it before its program. */
    public String preload(ObserverSettings settings) {
        return "'use strict';\n" + call(settings, Entrance.BEFORE_PROGRAM) + ";\n";
    }

    /** Who observes already, as {@link #install} says it; an empty object if nobody does. */
    public static Evaluator.Expression other() {
        String told =
                "'{}' : JSON.stringify({ installed: false, because: 'observed', by: observer.by })";
        return new Evaluator.Expression(
                "((observer) => observer === undefined ? " + told + ")(" + OBSERVER + ")", false);
    }

    /** What {@link #install} said, of an observer that is there. */
    public Evaluator.Expression installed() {
        return new Evaluator.Expression(ask("installed()"), false);
    }

    /** All there is since the last time. */
    public Evaluator.Expression take() {
        return new Evaluator.Expression(ask("take()"), false);
    }

    /** The same, and the observer is gone. */
    public Evaluator.Expression stop() {
        return new Evaluator.Expression(ask("stop()"), true);
    }

    private static String ask(String what) {
        return "((observer) => observer === undefined ? '{\"gone\":true}' : observer."
                + what
                + ")("
                + OBSERVER
                + ")";
    }

    private static String json(ObserverSettings settings, Entrance entrance) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("atOnce", entrance == Entrance.BEFORE_PROGRAM);
        fields.put("by", settings.by());
        fields.put("farewell", settings.farewell());
        fields.put("closesInspector", settings.closesInspector());
        fields.put("hooks", settings.hooks());
        fields.put("channels", settings.channels());
        fields.put("sentinelMillis", TimeUnit.NANOSECONDS.toMillis(settings.sentinelPeriodNanos()));
        fields.put("silenceMillis", TimeUnit.NANOSECONDS.toMillis(settings.silenceNanos()));
        fields.put("recordsPerSecond", settings.recordsPerSecond());
        fields.put("promisesPerSecond", settings.promisesPerSecond());
        return JsonMapper.shared().writeValueAsString(fields);
    }

    private static String text(String name) {
        String file = name + ".js";
        try (InputStream in =
                Objects.requireNonNull(ObserverScript.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
