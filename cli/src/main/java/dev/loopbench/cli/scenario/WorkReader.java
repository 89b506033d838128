package dev.loopbench.cli.scenario;

import dev.loopbench.cli.document.JsonValue;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.LoadModel.Arrivals;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import dev.loopbench.probes.session.WorkPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one workload of a scenario: what, how much of it, and when. Immutable. */
final class WorkReader {

    /** Names come to stand in tables, labels and file formats. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    static final List<String> KEYS =
            List.of("name", "workload", "parameters", "load", "start", "stop");

    private static final List<String> LOADS = List.of("jobs", "concurrency", "rate");
    private static final long COUNT_MAX = 10_000_000;

    private final WorkloadCatalog catalog;
    private final long scenarioNanos;

    /**
     * @param scenarioNanos how long the scenario lasts
     */
    WorkReader(WorkloadCatalog catalog, long scenarioNanos) {
        this.catalog = catalog;
        this.scenarioNanos = scenarioNanos;
    }

    /**
     * @param json an object of {@link #KEYS}
     */
    WorkPlan work(JsonValue json) throws UnreadableDocumentException {
        WorkloadType type = type(json);
        String name = json.has("name") ? json.get("name").text() : type.name();
        if (!NAME.matcher(name).matches()) {
            throw json.get("name")
                    .fault(
                            "must be 1 to 40 letters, digits, dots, dashes or underscores, not "
                                    + JsonValue.quoted(name));
        }
        ParameterValues values = values(json, type);
        if (type.needsServer(values)) {
            throw json.fault(
                    "a "
                            + type.name()
                            + " in a scenario needs the parameter \"target\"; for round trips"
                            + " on the same loop there are echo and http");
        }
        long startNanos = json.has("start") ? json.get("start").durationNanos() : 0;
        long stopNanos = json.has("stop") ? json.get("stop").durationNanos() : scenarioNanos;
        if (startNanos >= scenarioNanos) {
            throw json.place().key("start").fault("must be before the end of the scenario");
        }
        if (stopNanos <= startNanos || stopNanos > scenarioNanos) {
            throw json.place()
                    .key("stop")
                    .fault("must be after the start and not after \"duration\"");
        }
        return new WorkPlan(name, type, values, load(json, stopNanos - startNanos), startNanos);
    }

    private WorkloadType type(JsonValue json) throws UnreadableDocumentException {
        String name = json.get("workload").text();
        WorkloadType type = catalog.find(name).orElse(null);
        if (type == null) {
            throw json.get("workload")
                    .fault(
                            "there is no workload "
                                    + JsonValue.quoted(name)
                                    + catalog.meant(name)
                                            .map(meant -> "; did you mean \"" + meant + "\"?")
                                            .orElse("; 'loopbench list' shows them"));
        }
        return type;
    }

    private static ParameterValues values(JsonValue json, WorkloadType type)
            throws UnreadableDocumentException {
        List<String> known = type.parameters().stream().map(Parameter::name).toList();
        List<String> lists =
                type.parameters().stream()
                        .filter(parameter -> parameter.kind() == Parameter.Kind.LIST)
                        .map(Parameter::name)
                        .toList();
        Map<String, String> texts = new HashMap<>();
        if (json.has("parameters")) {
            JsonValue given = json.get("parameters").object(type.name(), known);
            for (String key : given.keys()) {
                JsonValue value = given.get(key);
                texts.put(key, lists.contains(key) ? value.lines() : value.scalar());
            }
        }
        try {
            return ParameterValues.parse(type.parameters(), texts);
        } catch (InvalidParameterException invalid) {
            throw new UnreadableDocumentException(
                    invalid.sentence().text(key -> json.place().key("parameters").key(key).path()));
        }
    }

    private static LoadModel load(JsonValue json, long durationNanos)
            throws UnreadableDocumentException {
        JsonValue load =
                json.get("load")
                        .object(
                                "a load",
                                Stream.concat(LOADS.stream(), Stream.of("arrivals")).toList());
        List<String> models = LOADS.stream().filter(load::has).toList();
        if (models.size() != 1) {
            throw load.fault("needs one of \"jobs\", \"concurrency\" and \"rate\", and only one");
        }
        if (load.has("arrivals") && !load.has("rate")) {
            throw load.get("arrivals").fault("belongs to a \"rate\": only that draws its gaps");
        }
        return switch (models.get(0)) {
            case "jobs" -> burst(json, load);
            case "concurrency" ->
                    new LoadModel.Closed(
                            (int) load.get("concurrency").wholeNumber(COUNT_MAX), durationNanos);
            default -> new LoadModel.Open(rate(load), durationNanos, arrivals(load));
        };
    }

    private static LoadModel burst(JsonValue json, JsonValue load)
            throws UnreadableDocumentException {
        if (json.has("stop")) {
            throw json.get("stop").fault("has no meaning for \"jobs\", which all start at once");
        }
        return new LoadModel.Burst((int) load.get("jobs").wholeNumber(COUNT_MAX));
    }

    private static double rate(JsonValue load) throws UnreadableDocumentException {
        try {
            return Quantity.perSecond(load.get("rate").place().path(), load.get("rate").text());
        } catch (InvalidParameterException invalid) {
            throw new UnreadableDocumentException(String.valueOf(invalid.getMessage()));
        }
    }

    private static Arrivals arrivals(JsonValue load) throws UnreadableDocumentException {
        if (!load.has("arrivals")) {
            return Arrivals.CONSTANT;
        }
        String given = load.get("arrivals").text();
        for (Arrivals each : Arrivals.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(given)) {
                return each;
            }
        }
        throw load.get("arrivals")
                .fault("must be one of constant, poisson, not " + JsonValue.quoted(given));
    }
}
