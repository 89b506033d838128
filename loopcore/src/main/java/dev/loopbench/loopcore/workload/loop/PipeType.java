package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file through a stream into a socket. Immutable. */
public final class PipeType implements WorkloadType {

    private static final Parameter SIZE =
            Parameter.of(
                    "size",
                    Parameter.Kind.BYTES,
                    "1MiB",
                    "bytes of the file, a temporary one that is removed");
    private static final Parameter CHUNK =
            Parameter.of(
                    "chunk",
                    Parameter.Kind.BYTES,
                    "64KiB",
                    "bytes that are read and written at a time");
    private static final Parameter READER_PAUSE =
            Parameter.of(
                    "reader-pause",
                    Parameter.Kind.DURATION,
                    Parameter.NO_TIME,
                    "the receiver waits so long after each read, in whole milliseconds");

    private static final Parameter IGNORE_BACKPRESSURE =
            Parameter.flag(
                    "ignore-backpressure",
                    "write on where the socket says to wait: what is read piles up in memory");

    @Override
    public String name() {
        return "pipe";
    }

    @Override
    public String summary() {
        return "pipes a file through a transform into a socket: pool, streams and back-pressure";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(SIZE, CHUNK, READER_PAUSE, IGNORE_BACKPRESSURE, RoundTrips.CONNECTIONS);
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        SortedMap<String, String> shown = new TreeMap<>(values.asText());
        if (values.durationNanos(READER_PAUSE.name()) == 0) {
            shown.remove(READER_PAUSE.name());
        }
        if (!values.flag(IGNORE_BACKPRESSURE.name())) {
            shown.remove(IGNORE_BACKPRESSURE.name());
        }
        return shown;
    }

    @Override
    public boolean needsSystem() {
        return true;
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new PipeWorkload(
                setup.name(),
                values.bytes(SIZE.name()),
                values.bytes(CHUNK.name()),
                values.durationNanos(READER_PAUSE.name()),
                values.flag(IGNORE_BACKPRESSURE.name()),
                values.count(RoundTrips.CONNECTIONS.name()),
                setup.seed());
    }
}
