package dev.loopbench.probes.phase;

import dev.loopbench.loopcore.Phase;
import java.util.List;
import java.util.Locale;

/** Phases as reports name and order them. Immutable. */
public final class PhaseNames {

    /** An iteration as Node's guide tells it, from the timers on; then the two queues. */
    static final List<Phase> IN_REPORT_ORDER =
            List.of(
                    Phase.TIMERS,
                    Phase.PENDING,
                    Phase.IDLE,
                    Phase.PREPARE,
                    Phase.POLL,
                    Phase.CHECK,
                    Phase.CLOSING,
                    Phase.TICKS,
                    Phase.MICROTASKS);

    private PhaseNames() {}

    public static String of(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
