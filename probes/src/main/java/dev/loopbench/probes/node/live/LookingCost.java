package dev.loopbench.probes.node.live;

import dev.loopbench.probes.inspector.CpuProfile;
import dev.loopbench.probes.node.process.ThreadFigures;
import dev.loopbench.probes.node.script.ObserverScript;
import dev.loopbench.probes.result.Probes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What looking took of the process, as far as it can be told: the threads that V8 and the inspector
 * have for it alone, and the samples that found the loop in the observer's functions. Stateless.
 */
final class LookingCost {

    /**
     * CPU time for each request of servers with and without the looking, on Node 24: medians of ten
     * pairs each, of plain http, pbkdf2, files and promises.
     */
    private static final double LAUNCHED_LEAST_RATIO = 1.06;

    private static final double LAUNCHED_MOST_RATIO = 1.31;
    private static final double ATTACHED_LEAST_RATIO = 1.04;
    private static final double ATTACHED_MOST_RATIO = 1.59;

    /** As V8 names the thread that makes samples of what was caught in the loop's. */
    private static final String PROFILER_THREAD = "v8:ProfEvntProc";

    /** As Node does with the one that speaks with us, from 24 on. */
    private static final String INSPECTOR_THREAD = "InspectorIo";

    private LookingCost() {}

    static Probes.Looking of(Sighting sighting) {
        boolean launched = sighting.target().launched();
        return new Probes.Looking(
                cpuAtLeastNanos(sighting),
                launched ? LAUNCHED_LEAST_RATIO : ATTACHED_LEAST_RATIO,
                launched ? LAUNCHED_MOST_RATIO : ATTACHED_MOST_RATIO);
    }

    private static @Nullable Long cpuAtLeastNanos(Sighting sighting) {
        CpuProfile profile = sighting.profile();
        List<ThreadFigures> after = sighting.machine().after();
        if (profile == null || after.isEmpty()) {
            return null;
        }
        Map<Long, ThreadFigures> before =
                sighting.machine().before().stream()
                        .collect(Collectors.toMap(ThreadFigures::tid, Function.identity()));
        return threadNanos(PROFILER_THREAD, before, after)
                + threadNanos(INSPECTOR_THREAD, before, after)
                + ownSamples(profile) * NodeObservation.SAMPLE_EVERY.toNanos();
    }

    /** Where there are several of that name, some are somebody else's. */
    private static long threadNanos(
            String name, Map<Long, ThreadFigures> before, List<ThreadFigures> after) {
        List<ThreadFigures> named =
                after.stream().filter(thread -> thread.name().equals(name)).toList();
        if (named.size() != 1) {
            return 0;
        }
        ThreadFigures thread = named.get(0);
        ThreadFigures earlier = before.get(thread.tid());
        return thread.cpuNanos() - (earlier == null ? 0 : earlier.cpuNanos());
    }

    private static long ownSamples(CpuProfile profile) {
        long own = 0;
        for (int sample = 0; sample < profile.samples(); sample++) {
            if (profile.leaf(sample).url().equals(ObserverScript.URL)) {
                own++;
            }
        }
        return own;
    }
}
