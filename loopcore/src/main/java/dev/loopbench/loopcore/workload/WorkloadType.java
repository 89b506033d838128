package dev.loopbench.loopcore.workload;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A workload that can be chosen by name. Immutable.
 *
 * <p>A jar brings its own: a public class with a constructor without parameters, named in {@code
 * META-INF/services/dev.loopbench.loopcore.workload.WorkloadType}.
 */
public interface WorkloadType {

    /** The name on the command line and in reports. */
    String name();

    /** One line that says what it shows, without a full stop. */
    String summary();

    List<Parameter> parameters();

    /**
     * The load where the user names none; empty for the usual one, a burst of one job more than
     * there are workers.
     *
     * @param durationNanos the user's, or 0
     */
    default Optional<LoadModel> ownLoad(ParameterValues values, long durationNanos) {
        return Optional.empty();
    }

    /** What of the values, in the user's words, has a meaning beside the others: for reports. */
    default SortedMap<String, String> shown(ParameterValues values) {
        return values.asText();
    }

    /** Whether it needs what a simulated machine has not: sockets of the system. */
    default boolean needsSystem() {
        return false;
    }

    /**
     * Whether its operations are those of clients that need a server of ours: the server is what is
     * measured then, and the clients run in a process of their own.
     */
    default boolean needsServer(ParameterValues values) {
        return false;
    }

    /**
     * Whether the values, which are valid one by one, go together. Called before anything runs.
     *
     * @throws WorkloadException if not
     */
    default void check(ParameterValues values) throws WorkloadException {}

    /** A workload with these values, which are valid one by one. */
    Workload create(WorkloadSetup setup);
}
