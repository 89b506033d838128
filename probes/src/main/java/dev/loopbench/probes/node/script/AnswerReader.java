package dev.loopbench.probes.node.script;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the script's JSON to records.
 *
 * <p>Confined to one thread: kinds are numbers in an answer, whose names the installation has told.
 */
final class AnswerReader {

    /** What a bucket of the script's histograms holds of each power of two. */
    private static final int BUCKETS = 32;

    private final JsonMapper json = JsonMapper.shared();
    private List<String> kinds = List.of();
    private List<String> types = List.of();

    /**
     * @throws ObserverRefusedException if nothing was installed
     * @throws ObserverGoneException if there is none
     * @throws IOException if it cannot be read
     */
    Installation installation(String text) throws IOException {
        try {
            JsonNode said = json.readTree(text);
            if (said.has("gone")) {
                throw new ObserverGoneException();
            }
            if (!said.required("installed").booleanValue()) {
                throw new ObserverRefusedException(refusal(said));
            }
            kinds = strings(said.required("kinds"));
            types = strings(said.required("channels"));
            return new Installation(
                    said.required("at").longValue(),
                    Long.parseLong(said.required("originNanos").stringValue()),
                    Hooking.of(said.required("hooking").stringValue()),
                    TimeUnit.MILLISECONDS.toNanos(said.required("sentinelMillis").longValue()),
                    orNull(
                            said.required("delayResolutionMillis"),
                            millis -> TimeUnit.MILLISECONDS.toNanos(millis.longValue())),
                    TimeUnit.MILLISECONDS.toNanos(said.required("gapPeriodMillis").longValue()),
                    loop(said),
                    process(said.required("process")));
        } catch (JacksonException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    /**
     * @throws ObserverRefusedException if it says that there is one
     * @throws IOException if it cannot be read
     */
    void requireNone(String text) throws IOException {
        try {
            JsonNode said = json.readTree(text);
            if (said.has("installed")) {
                throw new ObserverRefusedException(refusal(said));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    /**
     * @return null if it was busy
     * @throws ObserverGoneException if there is none
     * @throws IOException if it cannot be read
     */
    @Nullable Answer answer(String text) throws IOException {
        try {
            JsonNode said = json.readTree(text);
            if (said.has("gone")) {
                throw new ObserverGoneException();
            }
            if (said.has("failed")) {
                throw new IOException(
                        "The observer could not answer: %s."
                                .formatted(said.get("failed").stringValue()));
            }
            return said.has("busy") ? null : answer(said);
        } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unreadable(e);
        }
    }

    private static IOException unreadable(Exception cause) {
        return new IOException("What the observer answers cannot be read.", cause);
    }

    private static String refusal(JsonNode said) {
        return switch (said.required("because").stringValue()) {
            case "observed" ->
                    "The process is observed already, by %s."
                            .formatted(said.required("by").stringValue());
            default ->
                    "The process cannot be observed: %s."
                            .formatted(said.required("message").stringValue());
        };
    }

    private static Installation.ObservedProcess process(JsonNode said) {
        return new Installation.ObservedProcess(
                said.required("pid").longValue(),
                said.required("version").stringValue(),
                said.required("uv").stringValue(),
                said.required("v8").stringValue(),
                strings(said.required("execArgv")),
                orNull(said.required("script"), JsonNode::stringValue),
                orNull(said.required("threadPoolSize"), JsonNode::stringValue),
                orNull(said.required("clusterWorkers"), pids -> List.copyOf(numbers(pids))));
    }

    private Answer answer(JsonNode said) {
        return new Answer(
                said.required("sequence").longValue(),
                said.required("at").longValue(),
                !said.required("stopped").isNull(),
                instrument(said),
                new Answer.Jobs(
                        records(numbers(said.required("records"))),
                        list(said.required("histograms"), this::counted),
                        untimed(numbers(said.required("untimed"))),
                        underWay(numbers(said.required("underWay"))),
                        legs(numbers(said.required("legs")))),
                sentinel(said),
                loop(said));
    }

    private static Answer.Instrument instrument(JsonNode said) {
        JsonNode lost = said.required("lost");
        return new Answer.Instrument(
                Hooking.of(said.required("hooking").stringValue()),
                said.required("mode").stringValue().equals("histograms"),
                said.required("promises").longValue(),
                said.required("faults").longValue(),
                new Answer.Lost(
                        lost.required("underWay").longValue(),
                        lost.required("unsure").longValue(),
                        lost.required("streams").longValue(),
                        lost.required("sentinels").longValue(),
                        lost.required("pauses").longValue(),
                        lost.required("legs").longValue(),
                        lost.required("gaps").longValue()));
    }

    private List<Answer.Job> records(List<Long> fields) {
        List<Answer.Job> jobs = new ArrayList<>(fields.size() / 3);
        for (int at = 0; at < fields.size(); at += 3) {
            jobs.add(new Answer.Job(kind(fields.get(at)), fields.get(at + 1), fields.get(at + 2)));
        }
        return Collections.unmodifiableList(jobs);
    }

    private Answer.CountedJobs counted(JsonNode said) {
        List<Long> fields = numbers(said);
        List<Answer.Bucket> buckets = new ArrayList<>();
        for (int at = 5; at < fields.size(); at += 2) {
            buckets.add(new Answer.Bucket(middleOf(fields.get(at)), fields.get(at + 1)));
        }
        buckets.sort(Comparator.comparingLong(Answer.Bucket::nanos));
        return new Answer.CountedJobs(
                kind(fields.get(0)),
                fields.get(1),
                fields.get(2),
                fields.get(3),
                fields.get(4),
                Collections.unmodifiableList(buckets));
    }

    /** Buckets are numbered as {@code jobs.js} does it; the first ones have one value each. */
    private static long middleOf(long number) {
        if (number < 2 * BUCKETS) {
            return number;
        }
        int shift = (int) (number / BUCKETS) - 1;
        long lowest = (number % BUCKETS + BUCKETS) << shift;
        return lowest + (1L << (shift - 1));
    }

    private List<Answer.UntimedJobs> untimed(List<Long> fields) {
        List<Answer.UntimedJobs> jobs = new ArrayList<>();
        for (int at = 0; at < fields.size(); at += 2) {
            jobs.add(new Answer.UntimedJobs(kind(fields.get(at)), fields.get(at + 1)));
        }
        return Collections.unmodifiableList(jobs);
    }

    private List<Answer.JobsUnderWay> underWay(List<Long> fields) {
        List<Answer.JobsUnderWay> jobs = new ArrayList<>();
        for (int at = 0; at < fields.size(); at += 3) {
            jobs.add(
                    new Answer.JobsUnderWay(
                            kind(fields.get(at)), fields.get(at + 1), fields.get(at + 2)));
        }
        return Collections.unmodifiableList(jobs);
    }

    private List<Answer.JobLegs> legs(List<Long> fields) {
        List<Answer.JobLegs> legs = new ArrayList<>();
        for (int at = 0; at < fields.size(); at += 5) {
            legs.add(
                    new Answer.JobLegs(
                            types.get(fields.get(at).intValue()),
                            fields.get(at + 1),
                            fields.get(at + 2),
                            fields.get(at + 3),
                            fields.get(at + 4)));
        }
        return Collections.unmodifiableList(legs);
    }

    private static Answer.Sentinel sentinel(JsonNode said) {
        List<Long> fields = numbers(said.required("sentinels"));
        List<Answer.SentinelResponse> responses = new ArrayList<>();
        for (int at = 0; at < fields.size(); at += 3) {
            responses.add(
                    new Answer.SentinelResponse(
                            new Answer.SentinelSubmission(fields.get(at), fields.get(at + 1)),
                            fields.get(at + 2)));
        }
        return new Answer.Sentinel(
                Collections.unmodifiableList(responses),
                orNull(
                        said.required("sentinelUnderWay"),
                        one ->
                                new Answer.SentinelSubmission(
                                        one.required(0).longValue(), one.required(1).longValue())));
    }

    private static Answer.Loop loop(JsonNode said) {
        return new Answer.Loop(
                said.required("idle").longValue(),
                said.required("active").longValue(),
                orNull(said.required("uv"), AnswerReader::uvMetrics),
                pauses(numbers(said.required("pauses"))),
                gaps(said),
                orNull(said.required("delay"), AnswerReader::delay),
                orNull(said.required("heap"), AnswerReader::heap));
    }

    private static List<Answer.Gap> gaps(JsonNode said) {
        List<Long> fields = numbers(said.path("gaps")); // at the installation there are none yet
        List<Answer.Gap> gaps = new ArrayList<>();
        for (int at = 0; at < fields.size(); at += 2) {
            gaps.add(new Answer.Gap(fields.get(at), fields.get(at + 1)));
        }
        return Collections.unmodifiableList(gaps);
    }

    private static Answer.UvMetrics uvMetrics(JsonNode said) {
        List<Long> fields = numbers(said);
        return new Answer.UvMetrics(fields.get(0), fields.get(1), fields.get(2));
    }

    private static List<Answer.Pause> pauses(List<Long> fields) {
        List<Answer.Pause> pauses = new ArrayList<>();
        for (int at = 0; at < fields.size(); at += 3) {
            pauses.add(
                    new Answer.Pause(
                            PauseKind.of(fields.get(at)), fields.get(at + 1), fields.get(at + 2)));
        }
        return Collections.unmodifiableList(pauses);
    }

    private static Answer.Delay delay(JsonNode said) {
        JsonNode pairs = said.required("percentiles");
        SortedMap<Double, Long> percentiles = new TreeMap<>();
        for (int at = 0; at < pairs.size(); at += 2) {
            percentiles.put(pairs.get(at).doubleValue(), pairs.get(at + 1).longValue());
        }
        return new Answer.Delay(
                said.required("count").longValue(),
                said.required("min").longValue(),
                said.required("mean").doubleValue(),
                said.required("max").longValue(),
                said.required("stddev").doubleValue(),
                Collections.unmodifiableSortedMap(percentiles));
    }

    private static Answer.Heap heap(JsonNode said) {
        List<Long> fields = numbers(said);
        return new Answer.Heap(fields.get(0), fields.get(1), fields.get(2));
    }

    private String kind(long number) {
        return kinds.get((int) number);
    }

    private static List<String> strings(JsonNode array) {
        return list(array, JsonNode::stringValue);
    }

    private static List<Long> numbers(JsonNode array) {
        return list(array, JsonNode::longValue);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> elements = new ArrayList<>(array.size());
        array.forEach(node -> elements.add(element.apply(node)));
        return Collections.unmodifiableList(elements);
    }

    private static <T> @Nullable T orNull(JsonNode said, Function<JsonNode, T> reading) {
        return said.isNull() ? null : reading.apply(said);
    }
}
