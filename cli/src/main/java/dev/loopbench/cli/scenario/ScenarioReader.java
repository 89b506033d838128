package dev.loopbench.cli.scenario;

import dev.loopbench.cli.document.JsonDocument;
import dev.loopbench.cli.document.JsonValue;
import dev.loopbench.cli.document.Place;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.loopcore.workload.block.BlockType;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.block.Extent;
import dev.loopbench.probes.session.DrainPlan;
import dev.loopbench.probes.session.WorkPlan;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a scenario file. Immutable.
 *
 * <p>What it cannot run is refused with a sentence that names the place in the file. The shipped
 * JSON Schema says the same of everything but names of workloads and their parameters.
 */
public final class ScenarioReader {

    /** What {@code schema} says in files of this version. */
    public static final String SCHEMA = "loopbench.scenario/1";

    private static final String ENDING = ".json";

    private static final long DURATION_MAX_NANOS = TimeUnit.DAYS.toNanos(7);

    private final Catalogs catalogs;

    public ScenarioReader(Catalogs catalogs) {
        this.catalogs = catalogs;
    }

    /**
     * @param file as the user named it
     * @param lastingNanos in place of what the file says; 0 for that
     */
    public Scenario read(String file, InputStream in, long lastingNanos)
            throws UnreadableDocumentException {
        String title = JsonDocument.title(file);
        String name =
                title.endsWith(ENDING) && title.length() > ENDING.length()
                        ? title.substring(0, title.length() - ENDING.length())
                        : title;
        return JsonDocument.read(
                file,
                in,
                "this nests deeper than any scenario",
                root -> scenario(name, root, lastingNanos));
    }

    private Scenario scenario(String name, JsonValue root, long lastingNanos)
            throws UnreadableDocumentException {
        JsonValue json =
                root.object(
                        "a scenario",
                        List.of(
                                "$schema",
                                "schema",
                                "description",
                                "duration",
                                "drainTimeout",
                                "pool",
                                "workloads",
                                "block"));
        String schema = json.get("schema").text();
        if (!schema.equals(SCHEMA)) {
            throw json.get("schema").fault("must be \"" + SCHEMA + "\", not \"" + schema + "\"");
        }
        requireText(json, "$schema");
        requireText(json, "description");
        long durationNanos = json.get("duration").durationNanos();
        if (durationNanos == 0 || durationNanos > DURATION_MAX_NANOS) {
            throw json.get("duration").fault("must be more than zero and at most 168h");
        }
        List<WorkPlan> works = works(json, lastingNanos == 0 ? durationNanos : lastingNanos);
        JsonValue pool =
                json.has("pool")
                        ? json.get("pool").object("a pool", List.of("threads", "slowLane"))
                        : null;
        return new Scenario(
                name,
                pool == null ? null : threads(pool),
                pool == null || !pool.has("slowLane") || pool.get("slowLane").flag(),
                works,
                block(json),
                json.has("drainTimeout")
                        ? new DrainPlan(json.get("drainTimeout").durationNanos(), true)
                        : DrainPlan.USUAL);
    }

    /** If it is there. */
    private static void requireText(JsonValue json, String key) throws UnreadableDocumentException {
        if (json.has(key)) {
            json.get(key).text();
        }
    }

    private static @Nullable Integer threads(JsonValue pool) throws UnreadableDocumentException {
        return pool.has("threads")
                ? (Integer) (int) pool.get("threads").wholeNumber(PoolSize.MAX_THREADS)
                : null;
    }

    private List<WorkPlan> works(JsonValue json, long durationNanos)
            throws UnreadableDocumentException {
        List<WorkPlan> works = new ArrayList<>();
        Map<String, Place> names = new LinkedHashMap<>();
        WorkReader reader = new WorkReader(catalogs.workloads(), durationNanos);
        for (JsonValue each : workloads(json.get("workloads"))) {
            WorkPlan work = reader.work(each);
            Place first = names.putIfAbsent(work.name(), each.place());
            if (first != null) {
                throw each.fault(
                        "the name \""
                                + work.name()
                                + "\" is that of "
                                + first.path()
                                + " already; give one of them a \"name\" of its own");
            }
            works.add(work);
        }
        return works;
    }

    private static List<JsonValue> workloads(JsonValue list) throws UnreadableDocumentException {
        if (!list.isList() || list.json().isEmpty()) {
            throw list.fault(
                    "must be a list of at least one, not "
                            + (list.isList() ? "an empty one" : list.words()));
        }
        List<JsonValue> workloads = new ArrayList<>();
        for (JsonValue each : list.items("workloads")) {
            workloads.add(each.object("a workload", WorkReader.KEYS));
        }
        return workloads;
    }

    private @Nullable Blocking block(JsonValue json) throws UnreadableDocumentException {
        JsonValue found = json.find("block");
        if (found == null) {
            return null;
        }
        JsonValue block = found.object("a block", List.of("with", "every", "at", "for", "work"));
        String how = block.get("with").text();
        BlockType type = catalogs.blocks().find(how).orElse(null);
        if (type == null) {
            throw block.get("with")
                    .fault(
                            "must be one of "
                                    + String.join(", ", catalogs.blocks().names())
                                    + ", not "
                                    + JsonValue.quoted(how));
        }
        requireOne(block, "every", "at");
        requireOne(block, "for", "work");
        Extent extent =
                block.has("for")
                        ? new Extent.Lasting(positive(block, "for"))
                        : new Extent.Sized((int) block.get("work").wholeNumber(Integer.MAX_VALUE));
        try {
            type.requireExtent(extent);
        } catch (IllegalArgumentException noSize) {
            throw block.get("work").fault("cannot be given: " + noSize.getMessage() + ", \"for\"");
        }
        return new Blocking(
                type,
                block.has("every")
                        ? new Blocking.Every(positive(block, "every"))
                        : new Blocking.Once(block.get("at").durationNanos()),
                extent);
    }

    private static void requireOne(JsonValue json, String one, String other)
            throws UnreadableDocumentException {
        if (json.has(one) == json.has(other)) {
            throw json.fault("needs one of \"%s\" and \"%s\", and only one".formatted(one, other));
        }
    }

    private static long positive(JsonValue json, String key) throws UnreadableDocumentException {
        long nanos = json.get(key).durationNanos();
        if (nanos == 0) {
            throw json.get(key).fault("must be more than zero");
        }
        return nanos;
    }
}
