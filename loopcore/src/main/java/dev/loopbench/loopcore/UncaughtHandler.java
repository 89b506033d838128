package dev.loopbench.loopcore;

/** Gets what a callback threw; the loop then goes on. Runs on the loop thread. */
@FunctionalInterface
public interface UncaughtHandler {

    void uncaught(Throwable thrown);
}
