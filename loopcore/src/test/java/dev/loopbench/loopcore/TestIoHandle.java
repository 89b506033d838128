package dev.loopbench.loopcore;

import dev.loopbench.loopcore.poll.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** An I/O handle that does what its test says when its channel is ready. */
final class TestIoHandle extends IoHandle {

    private final SelectableChannel channel;
    private final Registration registration;
    private final List<Runnable> requests = new ArrayList<>();
    private IntConsumer onReady = ops -> {};

    TestIoHandle(EventLoop loop, SelectableChannel channel, int interestOps) {
        super(loop, "io");
        this.channel = channel;
        try {
            registration = watch(channel, interestOps);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        active(true);
    }

    Registration registration() {
        return registration;
    }

    void onReady(IntConsumer action) {
        onReady = action;
    }

    void deactivate() {
        active(false);
    }

    /** A request that only ends by the close. */
    void request(Runnable cancelled) {
        requestStarted();
        requests.add(cancelled);
    }

    void callBack(Runnable callback) {
        run(callback);
    }

    void callBackLater(Runnable callback) {
        queuePending(callback);
    }

    @Override
    public void ready(int readyOps) {
        onReady.accept(readyOps);
    }

    @Override
    protected void closeChannel() {
        try {
            channel.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    protected void cancelRequests() {
        for (Runnable cancelled : requests) {
            requestFinished();
            run(cancelled);
        }
    }
}
