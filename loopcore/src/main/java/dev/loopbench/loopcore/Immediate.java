package dev.loopbench.loopcore;

/**
 * A callback that runs once, in the check phase of this iteration or the next. Referenced at first:
 * while it waits, polls do not block and the loop stays alive (rule I02).
 *
 * <p>Confined to the loop thread.
 */
public final class Immediate {

    private final ImmediateQueue queue;
    private final Runnable callback;
    private String label = "immediate";
    private boolean waiting = true;
    private boolean referenced = true;

    Immediate(ImmediateQueue queue, Runnable callback) {
        this.queue = queue;
        this.callback = callback;
        queue.count(1);
    }

    /** Names its callback in reports. */
    public void label(String newLabel) {
        label = newLabel;
    }

    public String label() {
        return label;
    }

    /** It will not run; does nothing if it has run already. */
    public void clear() {
        if (waiting) {
            waiting = false;
            queue.count(referenced ? -1 : 0);
        }
    }

    /** Lets it keep the loop alive while it waits. */
    public void ref() {
        if (!referenced) {
            referenced = true;
            queue.count(waiting ? 1 : 0);
        }
    }

    /** It runs if something else has the loop come by. */
    public void unref() {
        if (referenced) {
            referenced = false;
            queue.count(waiting ? -1 : 0);
        }
    }

    public boolean hasRef() {
        return referenced;
    }

    boolean isWaiting() {
        return waiting;
    }

    Runnable callback() {
        return callback;
    }
}
