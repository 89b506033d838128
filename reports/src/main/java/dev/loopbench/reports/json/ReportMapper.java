package dev.loopbench.reports.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Sockets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How report records and JSON correspond: the one place where writer and reader agree.
 *
 * <p>Immutable. Keys are the records' component names in their order; the annotations of the few
 * that differ stand here, so that the records know nothing of JSON.
 */
final class ReportMapper {

    private static final Set<String> FLAT =
            Set.of(
                    "command",
                    "arguments",
                    "percentiles",
                    "states",
                    "parts",
                    "phaseNanos",
                    "merged");

    private static final Set<String> FLAT_ELEMENTS =
            Set.of(
                    "jobs",
                    "depthSeries",
                    "workers",
                    "waiters",
                    "over",
                    "availability",
                    "series",
                    "connections",
                    "workerNanos",
                    "slices",
                    "pauses",
                    "host");

    private static final Set<String> FLAT_IN_COMPARISONS =
            Set.of(
                    "command",
                    "files",
                    "earlier",
                    "arguments",
                    "parameters",
                    "values",
                    "missing",
                    "conditions",
                    "confirmation",
                    "redone",
                    "parts");

    private static final Set<String> FLAT_ELEMENTS_IN_COMPARISONS = Set.of("looks", "samples");

    private ReportMapper() {}

    static JsonMapper create() {
        return create(FLAT, FLAT_ELEMENTS);
    }

    static JsonMapper ofComparisons() {
        return create(FLAT_IN_COMPARISONS, FLAT_ELEMENTS_IN_COMPARISONS);
    }

    private static JsonMapper create(Set<String> flat, Set<String> flatElements) {
        return JsonMapper.builder()
                .annotationIntrospector(new NullabilityIntrospector())
                .addMixIn(Operation.class, OperationKeys.class)
                .addMixIn(Pool.DepthPoint.class, DepthPair.class)
                .addMixIn(Sockets.Descriptors.Point.class, CountPair.class)
                .addModule(new SimpleModule().addSerializer(double.class, new FiniteDouble()))
                .addModule(new SimpleModule().addSerializer(Double.class, new FiniteDouble()))
                .defaultPrettyPrinter(new JsonLayout(flat, flatElements))
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** {@code return} is a word of the Java language, so the components cannot have these names. */
    @JsonPropertyOrder({
        "kind",
        "count",
        "errors",
        "perSecond",
        "response",
        "fromSend",
        "startDelay",
        "wait",
        "service",
        "serviceCpuNanos",
        "return"
    })
    private interface OperationKeys {
        @JsonProperty("wait")
        @Nullable Object waitLeg();

        @JsonProperty("service")
        @Nullable Object serviceLeg();

        @JsonProperty("return")
        @Nullable Object returnLeg();
    }

    /** A series has hundreds of points: two keys each would be most of the document. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"atNanos", "depth"})
    private interface DepthPair {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"atNanos", "count"})
    private interface CountPair {}
}
