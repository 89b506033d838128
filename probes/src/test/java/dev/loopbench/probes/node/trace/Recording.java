package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.node.trace.TraceEvent.Category;
import dev.loopbench.probes.node.trace.TraceEvent.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What a real Node recorded, and what a hook within it stamped for every job of its pool: see the
 * README beside the recordings.
 */
record Recording(String name, List<TraceEvent> events, Truths truths) {

    /** A folder with more of them, if there is one. */
    private static final String MORE = "loopbench.node.recordings";

    private static final Pattern EVENT =
            Pattern.compile(
                    "\\[\"(\\w)\",\"([^\"]+)\",(\\d+),(\\d+),(?:null|\"0x([0-9a-f]+)\"),(null|-?\\d+)]");

    private static final Pattern TRUTH =
            Pattern.compile(
                    "\\[([\\d.]+),([\\d.]+),([\\d.]+),([\\d.]+),(\\d+),(\\d+)(?:,-?\\d+)*]");

    static Stream<Recording> all() {
        Stream<Recording> own =
                Stream.of("1", "4", "5", "6", "8").map(name -> of(name + ".json.gz"));
        String more = System.getProperty(MORE, "");
        return more.isEmpty() ? own : Stream.concat(own, in(Path.of(more)));
    }

    private static Stream<Recording> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".json.gz"))
                    .sorted()
                    .map(
                            file -> {
                                try {
                                    return of(file.toString(), Files.newInputStream(file));
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            })
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording of(String resource) {
        return of(
                resource,
                Objects.requireNonNull(Recording.class.getResourceAsStream(resource), resource));
    }

    private static Recording of(String name, InputStream compressed) {
        try (InputStream in = new GZIPInputStream(compressed)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int truth = text.indexOf("\"truth\"");
            return new Recording(
                    name, events(text.substring(0, truth)), new Truths(text.substring(truth)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<TraceEvent> events(String text) {
        List<TraceEvent> events = new ArrayList<>();
        Matcher event = EVENT.matcher(text);
        while (event.find()) {
            events.add(
                    new TraceEvent(
                            Category.POOL_WORK,
                            Mark.of(event.group(1)).orElseThrow(),
                            event.group(2),
                            Long.parseLong(event.group(4)),
                            event.group(5) == null ? 0 : Long.parseUnsignedLong(event.group(5), 16),
                            Long.parseLong(event.group(3)) * 1000,
                            0,
                            event.group(6).equals("null") ? 0 : Integer.parseInt(event.group(6))));
        }
        return events;
    }

    /** One job, in nanoseconds. */
    record Truth(
            double submitted,
            double started,
            double finished,
            double completed,
            long workerId,
            long loopId) {

        /** How far it is from what its loop saw of it. */
        double distance(PoolJob.Request request) {
            return distance(submitted, request.submittedNanos())
                    + distance(completed, request.completedNanos());
        }

        private static double distance(double own, long event) {
            return event == PoolJob.BEFORE || event == PoolJob.AFTER ? 0 : Math.abs(own - event);
        }

        /** How long it ran while the events say that its worker did. */
        double overlap(PoolJob.Span span) {
            double from = span.startedNanos() == PoolJob.BEFORE ? 0 : span.startedNanos();
            double to =
                    span.finishedNanos() == PoolJob.AFTER
                            ? Double.MAX_VALUE
                            : span.finishedNanos() + (double) TraceEvent.STEP_NANOS;
            return Math.min(finished, to) - Math.max(started, from);
        }
    }

    /**
     * All jobs, those without events too.
     *
     * <p>A worker may be stopped for long between its event and the stamp of the hook, and a burst
     * is submitted within microseconds: so a span is the job that its worker was at, and requests
     * and jobs of a loop belong together one to one, the nearest first.
     */
    static final class Truths {

        private static final double NEAR_NANOS = 20_000_000;

        private record Distance(PoolJob.Request request, Truth truth, double nanos) {}

        private final List<Truth> all = new ArrayList<>();

        private Truths(String text) {
            Matcher truth = TRUTH.matcher(text);
            while (truth.find()) {
                all.add(
                        new Truth(
                                nanos(truth.group(1)),
                                nanos(truth.group(2)),
                                nanos(truth.group(3)),
                                nanos(truth.group(4)),
                                Long.parseLong(truth.group(5)),
                                Long.parseLong(truth.group(6))));
            }
            all.sort(Comparator.comparingDouble(Truth::submitted));
        }

        private static double nanos(String micros) {
            return Double.parseDouble(micros) * 1000;
        }

        Map<PoolJob.Request, Truth> ofRequests(List<PoolJob.Request> requests) {
            List<Distance> near = new ArrayList<>();
            for (PoolJob.Request request : requests) {
                for (int i = firstNear(request); i < all.size(); i++) {
                    Truth truth = all.get(i);
                    if (truth.submitted > request.submittedNanos() + NEAR_NANOS) {
                        break;
                    }
                    double nanos = truth.distance(request);
                    if (truth.loopId == request.loopId() && nanos < NEAR_NANOS) {
                        near.add(new Distance(request, truth, nanos));
                    }
                }
            }
            near.sort(Comparator.comparingDouble(Distance::nanos));
            Map<PoolJob.Request, Truth> truths = new HashMap<>();
            Set<Truth> taken = new HashSet<>();
            for (Distance pair : near) {
                if (!truths.containsKey(pair.request) && taken.add(pair.truth)) {
                    truths.put(pair.request, pair.truth);
                }
            }
            return truths;
        }

        private int firstNear(PoolJob.Request request) {
            int low = 0;
            int high = all.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (all.get(middle).submitted < request.submittedNanos() - NEAR_NANOS) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        Truth of(PoolJob.Span span) {
            return all.stream()
                    .filter(truth -> truth.workerId == span.workerId())
                    .max(Comparator.comparingDouble(truth -> truth.overlap(span)))
                    .orElseThrow();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
