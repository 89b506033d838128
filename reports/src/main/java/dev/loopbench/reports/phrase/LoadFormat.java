package dev.loopbench.reports.phrase;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Load;

/**
 * Loads as people read them: {@code 5 jobs at once}, {@code closed, 1000 at a time for 10s}.
 * Stateless.
 */
public final class LoadFormat {

    private LoadFormat() {}

    /** One among others in a mix, whose length is that of the run. */
    public static String brief(Load load) {
        if (load instanceof Load.Closed closed) {
            return Numbers.count((long) closed.concurrency()) + " at a time";
        }
        return load instanceof Load.Open open ? Numbers.perSecond(open.perSecond()) : format(load);
    }

    public static String format(Load load) {
        if (load instanceof Load.Burst burst) {
            return Numbers.count(burst.jobs(), "job") + " at once";
        }
        if (load instanceof Load.Closed closed) {
            Long nanos = closed.durationNanos();
            return "closed, "
                    + Numbers.count((long) closed.concurrency())
                    + " at a time"
                    + (nanos == null ? " all the time" : " for " + Numbers.roundNanos(nanos));
        }
        if (load instanceof Load.Open open) {
            return "open, "
                    + Numbers.perSecond(open.perSecond())
                    + ' '
                    + open.arrivals().word()
                    + " for "
                    + Numbers.roundNanos(open.durationNanos());
        }
        return load.word();
    }
}
