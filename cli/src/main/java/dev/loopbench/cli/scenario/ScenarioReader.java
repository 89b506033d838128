package dev.loopbench.cli.scenario;

import dev.loopbench.cli.document.JsonDocument;
import dev.loopbench.cli.document.JsonWords;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
     * @param file name of the document
     * @param lastingNanos in place of what the file says; 0 for that
     */
    public Scenario read(String file, InputStream in, long lastingNanos)
            throws UnreadableDocumentException {
        String name =
                file.endsWith(ENDING) && file.length() > ENDING.length()
                        ? file.substring(0, file.length() - ENDING.length())
                        : file;
        return JsonDocument.read(
                file,
                in,
                "this nests deeper than any scenario",
                root -> scenario(name, root, lastingNanos));
    }

    private Scenario scenario(String name, JsonNode root, long lastingNanos)
            throws UnreadableDocumentException {
        JsonObject json =
                JsonObject.of(
                        root,
                        Place.ROOT,
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
        String schema = json.text("schema");
        if (!schema.equals(SCHEMA)) {
            throw json.at("schema").fault("must be \"" + SCHEMA + "\", not \"" + schema + "\"");
        }
        json.optionalText("$schema");
        json.optionalText("description");
        long durationNanos = json.durationNanos("duration");
        if (durationNanos == 0 || durationNanos > DURATION_MAX_NANOS) {
            throw json.at("duration").fault("must be more than zero and at most 168h");
        }
        List<WorkPlan> works = works(json, lastingNanos == 0 ? durationNanos : lastingNanos);
        Optional<JsonObject> pool =
                json.optionalObject("pool", "a pool", List.of("threads", "slowLane"));
        return new Scenario(
                name,
                pool.isPresent() ? threads(pool.get()) : null,
                pool.isEmpty() || pool.get().flag("slowLane", true),
                works,
                block(json),
                json.has("drainTimeout")
                        ? new DrainPlan(json.durationNanos("drainTimeout"), true)
                        : DrainPlan.USUAL);
    }

    private static @Nullable Integer threads(JsonObject pool) throws UnreadableDocumentException {
        return pool.has("threads")
                ? (Integer) (int) pool.wholeNumber("threads", PoolSize.MAX_THREADS)
                : null;
    }

    private List<WorkPlan> works(JsonObject json, long durationNanos)
            throws UnreadableDocumentException {
        List<WorkPlan> works = new ArrayList<>();
        Map<String, Place> names = new LinkedHashMap<>();
        WorkReader reader = new WorkReader(catalogs.workloads(), durationNanos);
        for (JsonObject each :
                json.objects(
                        "workloads",
                        "a workload",
                        List.of("name", "workload", "parameters", "load", "start", "stop"))) {
            WorkPlan work = reader.work(each);
            Place first = names.putIfAbsent(work.name(), each.place());
            if (first != null) {
                throw each.place()
                        .fault(
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

    private @Nullable Blocking block(JsonObject json) throws UnreadableDocumentException {
        Optional<JsonObject> found =
                json.optionalObject(
                        "block", "a block", List.of("with", "every", "at", "for", "work"));
        if (found.isEmpty()) {
            return null;
        }
        JsonObject block = found.get();
        String how = block.text("with");
        BlockType type = catalogs.blocks().find(how).orElse(null);
        if (type == null) {
            throw block.at("with")
                    .fault(
                            "must be one of "
                                    + String.join(", ", catalogs.blocks().names())
                                    + ", not "
                                    + JsonWords.quoted(how));
        }
        requireOne(block, "every", "at");
        requireOne(block, "for", "work");
        Extent extent =
                block.has("for")
                        ? new Extent.Lasting(positive(block, "for"))
                        : new Extent.Sized((int) block.wholeNumber("work", Integer.MAX_VALUE));
        try {
            type.requireExtent(extent);
        } catch (IllegalArgumentException noSize) {
            throw block.at("work").fault("cannot be given: " + noSize.getMessage() + ", \"for\"");
        }
        return new Blocking(
                type,
                block.has("every")
                        ? new Blocking.Every(positive(block, "every"))
                        : new Blocking.Once(block.durationNanos("at")),
                extent);
    }

    private static void requireOne(JsonObject json, String one, String other)
            throws UnreadableDocumentException {
        if (json.has(one) == json.has(other)) {
            throw json.place()
                    .fault("needs one of \"%s\" and \"%s\", and only one".formatted(one, other));
        }
    }

    private static long positive(JsonObject json, String key) throws UnreadableDocumentException {
        long nanos = json.durationNanos(key);
        if (nanos == 0) {
            throw json.at(key).fault("must be more than zero");
        }
        return nanos;
    }
}
