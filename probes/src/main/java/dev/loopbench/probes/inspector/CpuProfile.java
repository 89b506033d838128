package dev.loopbench.probes.inspector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Where a process's JavaScript was, sample by sample in the order of time.
 *
 * <p>Immutable but for what places its frames. Instants are nanoseconds of the process's own clock,
 * that of {@code process.hrtime}, exact to a microsecond; on Linux it is ours as well.
 */
public final class CpuProfile {

    private static final int NONE = -1;
    private static final long NANOS_PER_MICRO = 1_000;

    private final long startNanos;
    private final long endNanos;
    private final long[] instants;
    private final int[] leaves;
    private final int[] parents;
    private final int[] frameOfNode;
    private final int[] lines;
    private final List<Frame> frames;
    private final UnaryOperator<Frame> places;

    private CpuProfile(
            long startNanos,
            long endNanos,
            long[] instants,
            int[] leaves,
            int[] parents,
            int[] frameOfNode,
            int[] lines,
            List<Frame> frames,
            UnaryOperator<Frame> places) {
        this.startNanos = startNanos;
        this.endNanos = endNanos;
        this.instants = instants;
        this.leaves = leaves;
        this.parents = parents;
        this.frameOfNode = frameOfNode;
        this.lines = lines;
        this.frames = frames;
        this.places = places;
    }

    /**
     * What {@code Profiler.stop} answers, and what lies in a {@code .cpuprofile} file.
     *
     * @throws InspectorException if it is no profile
     */
    public static CpuProfile of(JsonNode profile) throws InspectorException {
        JsonNode nodes = profile.path("nodes");
        JsonNode samples = profile.path("samples");
        JsonNode deltas = profile.path("timeDeltas");
        if (!nodes.isArray() || samples.size() != deltas.size()) {
            throw new InspectorException("the process sent a profile without nodes or samples");
        }
        Map<Integer, Integer> nodeOfId = new HashMap<>();
        Map<Frame, Integer> frames = new LinkedHashMap<>();
        int[] frameOfNode = new int[nodes.size()];
        for (int node = 0; node < nodes.size(); node++) {
            nodeOfId.put(nodes.path(node).path("id").asInt(NONE), node);
            Frame frame = frame(nodes.path(node).path("callFrame"));
            frameOfNode[node] = frames.computeIfAbsent(frame, absent -> frames.size());
        }
        long[] micros = new long[samples.size()];
        int[] leaves = new int[samples.size()];
        long nowMicros = profile.path("startTime").asLong(0);
        for (int sample = 0; sample < leaves.length; sample++) {
            nowMicros += deltas.path(sample).asLong(0);
            micros[sample] = nowMicros;
            leaves[sample] = node(nodeOfId, samples.path(sample).asInt(NONE));
        }
        // V8 takes samples in two places and writes them as they arrive: a delta can be negative.
        int[] order =
                IntStream.range(0, leaves.length)
                        .boxed()
                        .sorted((a, b) -> Long.compare(micros[a], micros[b]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        return new CpuProfile(
                profile.path("startTime").asLong(0) * NANOS_PER_MICRO,
                profile.path("endTime").asLong(0) * NANOS_PER_MICRO,
                IntStream.of(order).mapToLong(at -> micros[at] * NANOS_PER_MICRO).toArray(),
                IntStream.of(order).map(at -> leaves[at]).toArray(),
                parents(nodes, nodeOfId),
                frameOfNode,
                lines(nodes),
                List.copyOf(frames.keySet()),
                UnaryOperator.identity());
    }

    /**
     * The same with its frames elsewhere, such as in the sources that a script was made of.
     *
     * @param places by a frame as V8 names it, asked for those alone that are asked for here
     */
    public CpuProfile placed(UnaryOperator<Frame> places) {
        return new CpuProfile(
                startNanos,
                endNanos,
                instants,
                leaves,
                parents,
                frameOfNode,
                lines,
                frames,
                places);
    }

    public long startNanos() {
        return startNanos;
    }

    public long endNanos() {
        return endNanos;
    }

    /** How many samples there are; each of the others takes one of 0 to this. */
    public int samples() {
        return instants.length;
    }

    /** When it was taken; not before the one ahead of it. */
    public long instantNanos(int sample) {
        return instants[sample];
    }

    /** The first sample that was not taken before {@code nanos}. */
    public int firstFrom(long nanos) {
        int at = Arrays.binarySearch(instants, nanos);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && instants[at - 1] == nanos) {
            at--;
        }
        return at;
    }

    /** The innermost frame: a function, or what V8 puts in the place of a stack. */
    public Frame leaf(int sample) {
        return places.apply(frames.get(frameOfNode[leaves[sample]]));
    }

    /**
     * The line, from 1, on which most samples found the innermost function of this one when it was
     * the innermost; 0 where V8 does not tell, and where it was written elsewhere.
     */
    public int line(int sample) {
        Frame named = frames.get(frameOfNode[leaves[sample]]);
        return places.apply(named).equals(named) ? lines[leaves[sample]] : 0;
    }

    private static int[] lines(JsonNode nodes) {
        int[] lines = new int[nodes.size()];
        for (int node = 0; node < lines.length; node++) {
            int most = 0;
            for (JsonNode place : nodes.path(node).path("positionTicks")) {
                int ticks = place.path("ticks").asInt(0);
                if (ticks > most) {
                    most = ticks;
                    lines[node] = Math.max(0, place.path("line").asInt(0));
                }
            }
        }
        return lines;
    }

    /** Leaf first, without the root. */
    public List<Frame> stack(int sample) {
        List<Frame> stack = new ArrayList<>();
        for (int node = leaves[sample]; node != NONE; node = parents[node]) {
            Frame frame = frames.get(frameOfNode[node]);
            if (!frame.isRoot()) {
                stack.add(places.apply(frame));
            }
        }
        return stack;
    }

    /** The innermost frame that is the program's own: whose call it was. */
    public Optional<Frame> userFrame(int sample) {
        for (int node = leaves[sample]; node != NONE; node = parents[node]) {
            Frame frame = frames.get(frameOfNode[node]);
            if (frame.isUser()) {
                return Optional.of(places.apply(frame));
            }
        }
        return Optional.empty();
    }

    /** A child stands behind its parent in V8's list: a tree that does not is no tree. */
    private static int[] parents(JsonNode nodes, Map<Integer, Integer> nodeOfId)
            throws InspectorException {
        int[] parents = new int[nodes.size()];
        Arrays.fill(parents, NONE);
        for (int parent = 0; parent < parents.length; parent++) {
            for (JsonNode id : nodes.path(parent).path("children")) {
                int child = node(nodeOfId, id.asInt(NONE));
                if (child <= parent) {
                    throw new InspectorException("the process sent a profile that is no tree");
                }
                parents[child] = parent;
            }
        }
        return parents;
    }

    private static int node(Map<Integer, Integer> nodeOfId, int id) throws InspectorException {
        Integer node = nodeOfId.get(id);
        if (node == null) {
            throw new InspectorException("the process sent a profile that names a missing node");
        }
        return node;
    }

    private static Frame frame(JsonNode callFrame) {
        return new Frame(
                callFrame.path("functionName").asString(""),
                callFrame.path("url").asString(""),
                callFrame.path("lineNumber").asInt(NONE) + 1,
                callFrame.path("columnNumber").asInt(NONE) + 1);
    }
}
