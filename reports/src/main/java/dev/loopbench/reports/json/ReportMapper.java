package dev.loopbench.reports.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.EstimatedWait;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.probes.result.Sockets;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.probes.result.Timeline;
import dev.loopbench.probes.result.Warning;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.util.StdConverter;

/**
 * How report records and JSON correspond: the one place where writer and reader agree.
 *
 * <p>Immutable. Keys are the records' component names in their order, those of a group at the
 * group's place; the annotations of the few that differ stand here, so that the records know
 * nothing of JSON.
 */
public final class ReportMapper {

    private static final Set<String> FLAT =
            Set.of(
                    "categories",
                    "command",
                    "arguments",
                    "percentiles",
                    "states",
                    "status",
                    "parts",
                    "phaseNanos",
                    "merged",
                    "rss",
                    "heap",
                    "direct");

    private static final Set<String> FLAT_ELEMENTS =
            Set.of(
                    "jobs",
                    "depthSeries",
                    "workers",
                    "waiters",
                    "underWay",
                    "nested",
                    "failures",
                    "over",
                    "availability",
                    "series",
                    "connections",
                    "workerNanos",
                    "slices",
                    "pauses",
                    "host",
                    "memory");

    /** Reports that are older than these have none of what they hold. */
    private static final Map<Class<?>, Set<String>> ADDED_LATER =
            Map.of(
                    Operation.class, Set.of("unfinished", "failures"),
                    Operation.Legs.class, Set.of("unavailable"),
                    Pool.Waiter.class, Set.of("estimated"),
                    Pool.AtEnd.class, Set.of("underWay", "nested"),
                    Config.Warmup.class, Set.of("unfinished"));

    private ReportMapper() {}

    static JsonMapper create() {
        return builder(FLAT, FLAT_ELEMENTS).build();
    }

    /**
     * For documents that hold parts of reports.
     *
     * @param flat keys of objects and lists that stand on one line
     * @param flatElements keys of lists whose elements stand on a line each
     */
    public static JsonMapper.Builder builder(Set<String> flat, Set<String> flatElements) {
        return JsonMapper.builder()
                .annotationIntrospector(new NullabilityIntrospector(ADDED_LATER))
                .addModule(
                        Groups.of(
                                Report.Origin.class,
                                Report.Work.class,
                                Report.Observed.class,
                                Report.Traffic.class,
                                Pool.Counts.class,
                                Pool.Depth.class,
                                Pool.Waiting.class,
                                Pool.AtEnd.class,
                                Loop.Counts.class,
                                Loop.BusyTime.class,
                                Loop.Durations.class,
                                Loop.Held.class,
                                Operation.Pace.class,
                                Operation.Latency.class,
                                Operation.Legs.class,
                                Host.Cpu.class,
                                Host.Throttling.class,
                                Host.Others.class,
                                Clients.Counts.class,
                                Clients.Exchange.class,
                                Clients.Generator.class,
                                Sockets.LastSample.class,
                                Sockets.Queues.class,
                                Sockets.Losses.class,
                                Sockets.Listed.class,
                                ServerFigures.ThreadCounts.class,
                                ServerFigures.Footprint.class,
                                Timeline.Bins.class,
                                Timeline.Longest.class,
                                Timeline.Samples.class))
                .addMixIn(Operation.Legs.class, LegKeys.class)
                .addMixIn(EstimatedWait.class, EstimateKeys.class)
                .addMixIn(Run.class, RunKeys.class)
                .addMixIn(Load.class, LoadKeys.class)
                .addMixIn(Pool.DepthPoint.class, DepthPair.class)
                .addMixIn(Sockets.Descriptors.Point.class, CountPair.class)
                .addModule(
                        Words.of(
                                EstimatedWait.Basis.class,
                                EstimatedWait.Basis::word,
                                EstimatedWait.Basis.UNKNOWN))
                .addModule(Words.of(Run.Ending.class, Run.Ending::word))
                .addModule(Words.of(Job.Outcome.class, Job.Outcome::word, Job.Outcome.UNKNOWN))
                .addModule(
                        Words.of(
                                Finding.Severity.class,
                                Finding.Severity::word,
                                Finding.Severity.UNKNOWN))
                .addModule(
                        Words.of(
                                Finding.Confidence.class,
                                Finding.Confidence::word,
                                Finding.Confidence.UNKNOWN))
                .addModule(
                        Words.of(Clients.Place.class, Clients.Place::word, Clients.Place.UNKNOWN))
                .addModule(
                        Words.of(
                                ServerFigures.Model.class,
                                ServerFigures.Model::word,
                                ServerFigures.Model.UNKNOWN))
                .addModule(
                        Words.of(
                                Config.PoolConfig.Source.class,
                                Config.PoolConfig.Source::word,
                                Config.PoolConfig.Source.UNKNOWN))
                .addModule(
                        Words.of(
                                Config.Warmup.Mode.class,
                                Config.Warmup.Mode::word,
                                Config.Warmup.Mode.UNKNOWN))
                .addModule(
                        Words.of(Load.Arrivals.class, Load.Arrivals::word, Load.Arrivals.UNKNOWN))
                .addModule(Words.of(Subject.Kind.class, Subject.Kind::word, Subject.Kind.UNKNOWN))
                .addModule(Words.of(Subject.How.class, Subject.How::word, Subject.How.UNKNOWN))
                .addModule(Words.of(Warning.Kind.class, Warning.Kind::word, Warning.Kind.UNKNOWN))
                .addModule(new SimpleModule().addSerializer(double.class, new FiniteDouble()))
                .addModule(new SimpleModule().addSerializer(Double.class, new FiniteDouble()))
                .defaultPrettyPrinter(new JsonLayout(flat, flatElements))
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** {@code return} is a word of the Java language, so the components cannot have these names. */
    @JsonPropertyOrder({
        "wait",
        "waitEstimate",
        "service",
        "serviceCpuNanos",
        "return",
        "legsUnavailable"
    })
    private interface LegKeys {
        @JsonProperty("wait")
        @Nullable Object waitLeg();

        @JsonProperty("service")
        @Nullable Object serviceLeg();

        @JsonProperty("return")
        @Nullable Object returnLeg();

        @JsonProperty("legsUnavailable")
        Object unavailable();
    }

    /** What is known of the number stands first: no reader is to take it for a measured one. */
    @JsonPropertyOrder({"estimated", "basis", "lowerNanos", "upperNanos", "values"})
    private interface EstimateKeys {
        @JsonProperty("estimated")
        boolean estimated();
    }

    /** {@code complete} is older than {@code ending} and says half of it. */
    record RunDocument(
            String id,
            @Nullable String started,
            long durationNanos,
            boolean complete,
            Run.@Nullable Ending ending,
            long seed,
            List<String> command,
            List<String> merged) {

        static RunDocument of(Run run) {
            return new RunDocument(
                    run.id(),
                    run.started(),
                    run.durationNanos(),
                    run.complete(),
                    run.ending(),
                    run.seed(),
                    run.command(),
                    run.merged());
        }

        Run run() {
            Run.Ending old = complete ? Run.Ending.DONE : Run.Ending.INTERRUPTED;
            return new Run(
                    id,
                    started,
                    durationNanos,
                    ending == null ? old : ending,
                    seed,
                    command,
                    merged);
        }
    }

    @JsonSerialize(converter = ToRunDocument.class)
    @JsonDeserialize(converter = FromRunDocument.class)
    private interface RunKeys {}

    static final class ToRunDocument extends StdConverter<Run, RunDocument> {
        @Override
        public RunDocument convert(Run run) {
            return RunDocument.of(run);
        }
    }

    static final class FromRunDocument extends StdConverter<RunDocument, Run> {
        @Override
        public Run convert(RunDocument document) {
            return document.run();
        }
    }

    /** Each model has some of the figures, and the others are null. */
    record LoadDocument(
            String model,
            @Nullable Long jobs,
            @Nullable Integer concurrency,
            @Nullable Double perSecond,
            @Nullable Long durationNanos,
            Load.@Nullable Arrivals arrivals) {

        static LoadDocument of(Load load) {
            String model = load.word();
            if (load instanceof Load.Burst burst) {
                return new LoadDocument(model, burst.jobs(), null, null, null, null);
            }
            if (load instanceof Load.Closed closed) {
                Long nanos = closed.durationNanos();
                return new LoadDocument(model, null, closed.concurrency(), null, nanos, null);
            }
            if (load instanceof Load.Open open) {
                return new LoadDocument(
                        model, null, null, open.perSecond(), open.durationNanos(), open.arrivals());
            }
            return new LoadDocument(model, null, null, null, null, null);
        }

        Load load() {
            return switch (model) {
                case "burst" -> jobs == null ? new Load.Unknown() : new Load.Burst(jobs);
                case "closed" ->
                        concurrency == null
                                ? new Load.Unknown()
                                : new Load.Closed(concurrency, durationNanos);
                case "open" ->
                        perSecond == null || durationNanos == null || arrivals == null
                                ? new Load.Unknown()
                                : new Load.Open(perSecond, durationNanos, arrivals);
                case "external" -> new Load.External();
                default -> new Load.Unknown();
            };
        }
    }

    @JsonSerialize(converter = ToLoadDocument.class)
    @JsonDeserialize(converter = FromLoadDocument.class)
    private interface LoadKeys {}

    static final class ToLoadDocument extends StdConverter<Load, LoadDocument> {
        @Override
        public LoadDocument convert(Load load) {
            return LoadDocument.of(load);
        }
    }

    static final class FromLoadDocument extends StdConverter<LoadDocument, Load> {
        @Override
        public Load convert(LoadDocument document) {
            return document.load();
        }
    }

    /** A series has hundreds of points: two keys each would be most of the document. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"atNanos", "depth"})
    private interface DepthPair {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"atNanos", "count"})
    private interface CountPair {}
}
