package dev.loopbench.probes.node.bench;

import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Sentence.Name;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockType;
import dev.loopbench.loopcore.workload.block.Extent;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.pool.ZlibType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What runs in Node in place of a workload: its parameters in base units, as the harness takes
 * them, and the jobs that it puts into Node's pool. Immutable.
 *
 * @param parameters as JSON has them
 * @param jobKind what Node's jobs are called by whoever looks into it; null if it puts none there
 * @param jobName what the report calls them
 * @param jobsEach how many an operation puts there
 */
record Counterpart(
        String workload,
        Map<String, @Nullable Object> parameters,
        @Nullable String jobKind,
        String jobName,
        long jobsEach) {

    private static final String FILE_JOBS = "fs";

    private static final Set<String> BLOCKS =
            Set.of(
                    "loop",
                    "sleep",
                    "pbkdf2-sync",
                    "scrypt-sync",
                    "regex",
                    "json",
                    "sort",
                    "zlib-sync",
                    "fs-sync");

    private static final List<String> WORKLOADS =
            List.of(
                    "pbkdf2",
                    "scrypt",
                    "random",
                    "zlib",
                    "fs-read",
                    "dns",
                    "timers",
                    "immediates",
                    "ticks",
                    "http",
                    "echo");

    /** Beside the reads: the file is opened, asked for its size, and closed. */
    private static final int JOBS_OF_OPENING = 3;

    /** The text, and the end of the stream. */
    private static final int ZLIB_JOBS = 2;

    private static final double MILLI_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * What runs in its place.
     *
     * @param name of its operations
     * @param costs that requests and callbacks can have
     * @param folder for what it reads
     * @param seed of what it draws
     * @throws WorkloadException if Node has nothing like it, or it cannot have such values
     */
    static Counterpart of(
            String name,
            WorkloadType type,
            ParameterValues values,
            Costs costs,
            Path folder,
            long seed)
            throws WorkloadException {
        return switch (type.name()) {
            case "pbkdf2" -> ofPool(type, "pbkdf2", name, 1, key(values, "iterations", "digest"));
            case "scrypt" ->
                    ofPool(
                            type,
                            "scrypt",
                            name,
                            1,
                            key(values, "cost", "block-size", "parallelization"));
            case "random" ->
                    ofPool(type, "randomBytes", name, 1, Map.of("size", values.bytes("size")));
            case "zlib" -> ofPool(type, "zlib", name, ZLIB_JOBS, zlib(values, folder, seed));
            case "fs-read" -> ofPool(type, FILE_JOBS, name, readsEach(values), fileRead(values));
            case "dns" -> ofPool(type, "dns.lookup", name, 1, dns(values));
            case "timers" -> ofLoop(type, name, timers(values, seed));
            case "immediates" -> ofLoop(type, name, callbacks(values, "immediates"));
            case "ticks" -> ofLoop(type, name, callbacks(values, "ticks"));
            case "http" -> server(name, type, values, costs, folder, seed, http(values));
            case "echo" -> server(name, type, values, costs, folder, seed, echo(values));
            case "work" ->
                    throw new WorkloadException(
                            "work cannot run on Node: it has no call that holds a thread of its pool"
                                    + " for a given time");
            default ->
                    throw new WorkloadException(
                            "%s cannot run on Node; what can are %s",
                            type.name(), String.join(", ", WORKLOADS));
        };
    }

    private static Counterpart ofPool(
            WorkloadType type,
            String jobKind,
            String name,
            long jobsEach,
            Map<String, @Nullable Object> parameters) {
        return new Counterpart(type.name(), parameters, jobKind, name, jobsEach);
    }

    private static Counterpart ofLoop(
            WorkloadType type, String name, Map<String, @Nullable Object> parameters) {
        return new Counterpart(type.name(), parameters, null, name, 0);
    }

    /** As the harness writes a name. */
    private static String camel(String name) {
        StringBuilder written = new StringBuilder();
        Arrays.stream(name.split("-", -1))
                .forEach(
                        word ->
                                written.append(
                                        written.length() == 0
                                                ? word
                                                : Character.toUpperCase(word.charAt(0))
                                                        + word.substring(1)));
        return written.toString();
    }

    private static Map<String, @Nullable Object> key(ParameterValues values, String... own) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        for (String name : own) {
            parameters.put(
                    camel(name), name.equals("digest") ? values.text(name) : values.count(name));
        }
        parameters.put("keyLength", values.count("key-length"));
        parameters.put("salt", values.text("salt"));
        return parameters;
    }

    private static Map<String, @Nullable Object> zlib(
            ParameterValues values, Path folder, long seed) throws WorkloadException {
        Path text = folder.resolve("text-" + seed + ".bin");
        try {
            Files.write(text, ZlibType.text(values, seed));
        } catch (IOException full) {
            throw new WorkloadException(
                    "cannot write a temporary file: " + String.valueOf(full.getMessage()));
        }
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("mode", values.text("mode"));
        parameters.put("level", Integer.parseInt(values.text("level")));
        parameters.put("textFile", text.toString());
        return parameters;
    }

    private static Map<String, @Nullable Object> fileRead(ParameterValues values)
            throws WorkloadException {
        Path file = values.path("file").orElse(null);
        if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
            throw new WorkloadException(
                    "%s %s is not a file that can be read", new Name("file"), file);
        }
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("file", file == null ? null : file.toAbsolutePath().toString());
        parameters.put("size", values.bytes("size"));
        parameters.put("sizeGiven", values.isGiven("size"));
        parameters.put("chunk", values.bytes("chunk"));
        parameters.put("openEach", values.flag("open-each"));
        return parameters;
    }

    private static long readsEach(ParameterValues values) {
        long reads = (values.bytes("size") - 1) / values.bytes("chunk") + 1;
        return reads + (values.flag("open-each") ? JOBS_OF_OPENING : 0);
    }

    private static Map<String, @Nullable Object> dns(ParameterValues values)
            throws WorkloadException {
        if (values.durationNanos("resolver-delay") > 0) {
            throw new WorkloadException(
                    "%s cannot be had on Node: its lookups are the system's",
                    new Name("resolver-delay"));
        }
        List<String> names =
                Arrays.stream(values.text("names").split(",", -1)).map(String::strip).toList();
        if (names.contains("")) {
            throw new WorkloadException("%s must be names separated by commas", new Name("names"));
        }
        return Map.of("names", names);
    }

    private static Map<String, @Nullable Object> timers(ParameterValues values, long seed)
            throws WorkloadException {
        double delayMillis = values.durationNanos("delay") / MILLI_NANOS;
        double spreadMillis = values.durationNanos("spread") / MILLI_NANOS;
        if (delayMillis < 1) {
            throw new WorkloadException(
                    "%s must be at least 1ms: timers count milliseconds", new Name("delay"));
        }
        if (delayMillis + spreadMillis > Integer.MAX_VALUE) {
            throw new WorkloadException(
                    "%s and %s must come to at most %sms",
                    new Name("delay"), new Name("spread"), Integer.MAX_VALUE);
        }
        Map<String, @Nullable Object> parameters = callbacks(values, "timers");
        parameters.put("delayMillis", delayMillis);
        parameters.put("spreadMillis", spreadMillis);
        parameters.put("seed", (int) seed);
        return parameters;
    }

    private static Map<String, @Nullable Object> callbacks(ParameterValues values, String count)
            throws WorkloadException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put(count, values.count(count));
        parameters.put("cost", cost(values));
        return parameters;
    }

    private static Map<String, @Nullable Object> http(ParameterValues values)
            throws WorkloadException {
        Map<String, @Nullable Object> parameters = connections(values);
        parameters.put("replyBody", values.bytes("reply-body"));
        parameters.put("keepAliveMillis", values.durationNanos("keep-alive") / MILLI_NANOS);
        return parameters;
    }

    private static Map<String, @Nullable Object> echo(ParameterValues values)
            throws WorkloadException {
        Map<String, @Nullable Object> parameters = connections(values);
        parameters.put("payload", values.bytes("payload"));
        return parameters;
    }

    private static Map<String, @Nullable Object> connections(ParameterValues values)
            throws WorkloadException {
        if (values.perSecond("churn") > 0) {
            throw new WorkloadException(
                    "%s cannot be had on Node: its clients keep their connections",
                    new Name("churn"));
        }
        Map<String, @Nullable Object> parameters = callbacks(values, "connections");
        parameters.put("backlog", values.count("backlog"));
        return parameters;
    }

    private static Counterpart server(
            String name,
            WorkloadType type,
            ParameterValues values,
            Costs costs,
            Path folder,
            long seed,
            Map<String, @Nullable Object> parameters)
            throws WorkloadException {
        Costs.Job asked = costs.poolJob(values).orElse(null);
        if (asked == null) {
            parameters.put("poolJob", null);
            return new Counterpart(type.name(), parameters, null, name, 0);
        }
        Counterpart job =
                of(
                        name + "-" + asked.type().name(),
                        asked.type(),
                        asked.values(),
                        costs,
                        folder,
                        seed);
        parameters.put("poolJob", Map.of("workload", job.workload, "parameters", job.parameters));
        return new Counterpart(type.name(), parameters, job.jobKind, job.jobName, job.jobsEach);
    }

    /** What a callback costs, as the harness takes it; null for nothing. */
    private static @Nullable Object cost(ParameterValues values) throws WorkloadException {
        Extent extent = Costs.extent(values);
        return extent == null ? null : hold(values.text("cost-with"), extent);
    }

    /**
     * A way to hold the loop, as the harness takes it.
     *
     * @throws WorkloadException if Node has nothing like it
     */
    static Map<String, @Nullable Object> hold(BlockType type, Extent extent)
            throws WorkloadException {
        return hold(type.name(), extent);
    }

    private static Map<String, @Nullable Object> hold(String how, Extent extent)
            throws WorkloadException {
        if (!BLOCKS.contains(how)) {
            throw new WorkloadException(
                    "%s cannot hold the loop of Node; what can are %s",
                    how, String.join(", ", BLOCKS.stream().sorted().toList()));
        }
        Map<String, @Nullable Object> hold = new LinkedHashMap<>();
        hold.put("with", how);
        hold.put("lastingNanos", extent instanceof Extent.Lasting lasting ? lasting.nanos() : null);
        hold.put("size", extent instanceof Extent.Sized sized ? sized.size() : null);
        if (extent instanceof Extent.Sized && Set.of("loop", "sleep").contains(how)) {
            throw new WorkloadException(how + " has no size, its measure is time");
        }
        return hold;
    }

    /** Whether its jobs are put into the pool by calls whose legs Node does not tell. */
    boolean isUntold() {
        return FILE_JOBS.equals(jobKind) || "dns.lookup".equals(jobKind);
    }
}
