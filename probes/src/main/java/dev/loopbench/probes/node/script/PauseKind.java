package dev.loopbench.probes.node.script;

import java.util.Arrays;

/** What V8's collector did in a pause, as Node's {@code perf_hooks.constants} tell it. */
public enum PauseKind {
    MINOR(1),
    MINOR_MARK_SWEEP(2),
    MAJOR(4),
    INCREMENTAL(8),
    WEAK_CALLBACKS(16),
    OTHER(-1);

    private final long number;

    PauseKind(long number) {
        this.number = number;
    }

    static PauseKind of(long number) {
        return Arrays.stream(values())
                .filter(kind -> kind.number == number)
                .findFirst()
                .orElse(OTHER);
    }
}
