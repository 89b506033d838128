package dev.loopbench.cli.gate.measure;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemCpuClock;
import dev.loopbench.probes.host.HostProbe;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Port: what else runs on the machine while no fork does. */
@FunctionalInterface
public interface MachineLoad {

    /**
     * Looks for a moment, as long as the kernel's ticks need to tell anything.
     *
     * @return why a fork would be invalid now; empty if it would not, or the machine does not tell
     */
    Optional<String> disturbance();

    /** Those of this machine, by the rules that forks are held to. */
    static MachineLoad ofThisMachine(NanoClock clock) {
        long lookNanos = TimeUnit.MILLISECONDS.toNanos(300);
        return () -> {
            HostProbe probe = HostProbe.ofThisMachine(clock, new SystemCpuClock());
            try {
                long beginNanos = clock.nanoTime();
                probe.open(beginNanos);
                clock.sleep(lookNanos);
                long endNanos = clock.nanoTime();
                probe.close(endNanos);
                return ForkConditions.around(probe.host(), endNanos - beginNanos).disturbance();
            } finally {
                probe.stopListening();
            }
        };
    }
}
