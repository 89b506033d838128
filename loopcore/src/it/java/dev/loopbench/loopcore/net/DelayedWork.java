package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.EventLoop;
import java.util.ArrayList;
import java.util.List;

/** Work of requests that takes iterations of the loop. Confined to the loop thread. */
public final class DelayedWork implements RequestWork {

    private final EventLoop loop;
    private final AnswerLog told;
    private final List<Integer> toldWhenDone = new ArrayList<>();
    private boolean ok = true;

    /**
     * @param told of the server whose requests have this work
     */
    public DelayedWork(EventLoop loop, AnswerLog told) {
        this.loop = loop;
        this.told = told;
    }

    /** The same, which never succeeds. */
    public DelayedWork failing() {
        ok = false;
        return this;
    }

    @Override
    public String label() {
        return "delayed";
    }

    @Override
    public void perform(Done done) {
        loop.setTimeout(
                () -> {
                    toldWhenDone.add(told.statuses().size());
                    done.done(ok);
                },
                5);
    }

    /** How many answers were told when each work ended. */
    public List<Integer> toldWhenDone() {
        return toldWhenDone;
    }
}
