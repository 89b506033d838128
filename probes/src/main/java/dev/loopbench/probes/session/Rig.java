package dev.loopbench.probes.session;

import dev.loopbench.loopcore.EventLoop;
import java.util.function.BooleanSupplier;

/**
 * What a session has put up: the loop, the machine below it and the probes on it.
 *
 * @param interrupted whether the user wants to leave; thread-safe
 */
record Rig(
        SessionPlan plan,
        EventLoop loop,
        Machine machine,
        Instruments instruments,
        Progress progress,
        BooleanSupplier interrupted) {}
