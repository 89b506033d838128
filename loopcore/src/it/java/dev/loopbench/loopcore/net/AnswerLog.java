package dev.loopbench.loopcore.net;

import java.util.ArrayList;
import java.util.List;

/** What a {@link ServiceObserver} is told. */
public final class AnswerLog implements ServiceObserver {

    private final List<Integer> statuses = new ArrayList<>();
    private int connections;
    private boolean backwards;

    @Override
    public void connections(int open) {
        connections = open;
    }

    @Override
    public void answered(int status, long readNanos, long handedOverNanos) {
        statuses.add(status);
        backwards |= readNanos > handedOverNanos;
    }

    /** Of the answers so far. */
    public List<Integer> statuses() {
        return statuses;
    }

    /** Open at last. */
    public int connections() {
        return connections;
    }

    /** Whether an answer was handed over before its request was read. */
    public boolean ranBackwards() {
        return backwards;
    }
}
