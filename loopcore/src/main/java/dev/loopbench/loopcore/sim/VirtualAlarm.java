package dev.loopbench.loopcore.sim;

import dev.loopbench.loopcore.clock.Alarm;
import org.jspecify.annotations.Nullable;

/** Goes off at exactly its instant of virtual time. Confined to one thread. */
public final class VirtualAlarm implements Alarm {

    private final VirtualClock clock;
    private @Nullable Setting current;

    private final class Setting implements Runnable {

        private final Runnable action;

        Setting(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            // The clock forgets nothing: a setting that was replaced still comes due.
            if (current == this) {
                current = null;
                action.run();
            }
        }
    }

    public VirtualAlarm(VirtualClock clock) {
        this.clock = clock;
    }

    @Override
    public void set(long instantNanos, Runnable action) {
        current = new Setting(action);
        clock.schedule(instantNanos, current);
    }

    @Override
    public void close() {
        current = null;
    }
}
