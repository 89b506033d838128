package dev.loopbench.cli.scenario;

import dev.loopbench.cli.document.JsonWords;
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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one workload of a scenario: what, how much of it, and when. Immutable. */
final class WorkReader {

    /** Names come to stand in tables, labels and file formats. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

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

    WorkPlan work(JsonObject json) throws UnreadableDocumentException {
        WorkloadType type = type(json);
        String name = json.has("name") ? json.text("name") : type.name();
        if (!NAME.matcher(name).matches()) {
            throw json.at("name")
                    .fault(
                            "must be 1 to 40 letters, digits, dots, dashes or underscores, not "
                                    + JsonWords.quoted(name));
        }
        ParameterValues values = values(json, type);
        if (type.needsServer(values)) {
            throw json.place()
                    .fault(
                            "a "
                                    + type.name()
                                    + " in a scenario needs the parameter \"target\"; for round trips"
                                    + " on the same loop there are echo and http");
        }
        long startNanos = json.has("start") ? json.durationNanos("start") : 0;
        long stopNanos = json.has("stop") ? json.durationNanos("stop") : scenarioNanos;
        if (startNanos >= scenarioNanos) {
            throw json.at("start").fault("must be before the end of the scenario");
        }
        if (stopNanos <= startNanos || stopNanos > scenarioNanos) {
            throw json.at("stop").fault("must be after the start and not after \"duration\"");
        }
        return new WorkPlan(name, type, values, load(json, stopNanos - startNanos), startNanos);
    }

    private WorkloadType type(JsonObject json) throws UnreadableDocumentException {
        String name = json.text("workload");
        WorkloadType type = catalog.find(name).orElse(null);
        if (type == null) {
            throw json.at("workload")
                    .fault(
                            "there is no workload "
                                    + JsonWords.quoted(name)
                                    + "; did you mean \""
                                    + catalog.nearest(name)
                                    + "\"?");
        }
        return type;
    }

    private static ParameterValues values(JsonObject json, WorkloadType type)
            throws UnreadableDocumentException {
        List<String> known = type.parameters().stream().map(Parameter::name).toList();
        List<String> lists =
                type.parameters().stream()
                        .filter(parameter -> parameter.kind() == Parameter.Kind.LIST)
                        .map(Parameter::name)
                        .toList();
        Map<String, String> texts = new HashMap<>();
        Optional<JsonObject> given = json.optionalObject("parameters", type.name(), known);
        if (given.isPresent()) {
            for (String key : given.get().keys()) {
                boolean list = lists.contains(key);
                texts.put(key, list ? given.get().lines(key) : given.get().scalar(key));
            }
        }
        try {
            return ParameterValues.parse(
                    type.parameters(), texts, key -> json.at("parameters").key(key).path());
        } catch (InvalidParameterException invalid) {
            throw new UnreadableDocumentException(String.valueOf(invalid.getMessage()));
        }
    }

    private static LoadModel load(JsonObject json, long durationNanos)
            throws UnreadableDocumentException {
        JsonObject load =
                json.object(
                        "load",
                        "a load",
                        Stream.concat(LOADS.stream(), Stream.of("arrivals")).toList());
        List<String> models = LOADS.stream().filter(load::has).toList();
        if (models.size() != 1) {
            throw load.place()
                    .fault("needs one of \"jobs\", \"concurrency\" and \"rate\", and only one");
        }
        if (load.has("arrivals") && !load.has("rate")) {
            throw load.at("arrivals").fault("belongs to a \"rate\": only that draws its gaps");
        }
        return switch (models.get(0)) {
            case "jobs" -> burst(json, load);
            case "concurrency" ->
                    new LoadModel.Closed(
                            (int) load.wholeNumber("concurrency", COUNT_MAX), durationNanos);
            default -> new LoadModel.Open(rate(load), durationNanos, arrivals(load));
        };
    }

    private static LoadModel burst(JsonObject json, JsonObject load)
            throws UnreadableDocumentException {
        if (json.has("stop")) {
            throw json.at("stop").fault("has no meaning for \"jobs\", which all start at once");
        }
        return new LoadModel.Burst((int) load.wholeNumber("jobs", COUNT_MAX));
    }

    private static double rate(JsonObject load) throws UnreadableDocumentException {
        try {
            return Quantity.perSecond(load.at("rate").path(), load.text("rate"));
        } catch (InvalidParameterException invalid) {
            throw new UnreadableDocumentException(String.valueOf(invalid.getMessage()));
        }
    }

    private static Arrivals arrivals(JsonObject load) throws UnreadableDocumentException {
        if (!load.has("arrivals")) {
            return Arrivals.CONSTANT;
        }
        String given = load.text("arrivals");
        for (Arrivals each : Arrivals.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(given)) {
                return each;
            }
        }
        throw load.at("arrivals")
                .fault("must be one of constant, poisson, not " + JsonWords.quoted(given));
    }
}
