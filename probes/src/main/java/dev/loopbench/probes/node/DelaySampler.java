package dev.loopbench.probes.node;

/** What takes a loop's delay, of which there are two kinds. Confined to the loop thread. */
sealed interface DelaySampler permits TimerSampler, IterationSampler {

    /** From here on samples are taken; the first look is only the baseline of the next. */
    void start();

    void stop();

    /** The next look is only a baseline. */
    void rebase();

    /** Closes what it watches the loop with. */
    void close();
}
