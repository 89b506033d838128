package dev.loopbench.probes.node.live;

import dev.loopbench.probes.inspector.CpuProfile;
import dev.loopbench.probes.inspector.TraceWindow;
import dev.loopbench.probes.node.process.ThreadFigures;
import dev.loopbench.probes.node.script.Answer;
import dev.loopbench.probes.node.script.ScriptLog;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Subject;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * All that was seen of a process. Immutable but for what it is read from. Instants are of {@code
 * process.hrtime}, which on Linux is our clock, too.
 *
 * @param ending what ended it
 * @param script what the observer within told
 * @param answers the observer's, in their order
 * @param profile where its JavaScript was; null where it was not sampled
 * @param machine what the system told
 */
public record Sighting(
        Span span,
        Ending ending,
        Target target,
        ScriptLog script,
        List<Answer> answers,
        Traced traced,
        @Nullable CpuProfile profile,
        Machine machine) {

    /** The same with functions where they stand in the sources that scripts were made of. */
    Sighting inSources() {
        Instant since = target.filesSince;
        return profile == null || since == null
                ? this
                : new Sighting(
                        span,
                        ending,
                        target,
                        script,
                        answers,
                        traced,
                        profile.placed(new SourceFrames(since)),
                        machine);
    }

    /** What ended the looking. */
    public enum Ending {
        /** The time it was to last. */
        DURATION,
        /** The user. */
        INTERRUPT,
        /** The program has run to its end, and all of it was seen. */
        PROGRAM,
        /** The process is gone, and what came last with it. */
        LOST
    }

    /**
     * @param started ISO-8601 instant in UTC
     */
    public record Span(String started, long fromNanos, long toNanos) {

        public long nanos() {
            return toNanos - fromNanos;
        }
    }

    /**
     * @param threads of the pool; null where nobody tells
     * @param launched whether it was started to be looked into
     * @param filesSince scripts that have not changed since then are those it runs; null where its
     *     file system is another one
     * @param others what belongs to it and was not looked into
     */
    public record Target(
            long pid,
            @Nullable Integer threads,
            boolean launched,
            @Nullable Instant filesSince,
            Subject.Others others) {}

    /**
     * @param left windows that were not opened, as the pool was too fast
     * @param refused why there are none; null if there may be
     */
    public record Traced(List<TraceWindow> windows, long left, @Nullable String refused) {}

    /**
     * @param before threads at the begin; {@code after} at the end: empty where it is gone
     * @param pulses of the loop's thread, at each question
     * @param environment of the machine
     * @param others processes' cores and the hypervisor's share
     * @param throttling by the quota of its cgroup
     */
    public record Machine(
            List<ThreadFigures> before,
            List<ThreadFigures> after,
            List<HeldStretches.Pulse> pulses,
            Environment environment,
            Host.Others others,
            Host.Throttling throttling,
            SortedMap<String, String> unavailable) {}
}
