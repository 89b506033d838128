package dev.loopbench.loopcore;

/**
 * A program run as Node runs one: its main callback, then the loop until nothing is alive, then
 * {@code beforeExit}, which may add work, and so on until it adds none (rule E03).
 *
 * <p>Confined to the loop thread.
 */
public final class Script {

    private final EventLoop loop;
    private final Runnable main;
    private final Runnable beforeExit;

    public Script(EventLoop loop, Runnable main) {
        this(loop, main, () -> {});
    }

    public Script(EventLoop loop, Runnable main, Runnable beforeExit) {
        this.loop = loop;
        this.main = main;
        this.beforeExit = beforeExit;
    }

    /**
     * Both callbacks are callbacks like any other: ticks and microtasks are drained after each.
     *
     * @return whether it was stopped with something still alive
     * @throws UncaughtException if a callback threw and the loop has no handler
     */
    public boolean run() {
        loop.runOutside("main", main);
        do {
            if (loop.run(RunMode.DEFAULT)) {
                return true;
            }
            loop.runOutside("beforeExit", beforeExit);
        } while (loop.isAlive());
        return false;
    }
}
