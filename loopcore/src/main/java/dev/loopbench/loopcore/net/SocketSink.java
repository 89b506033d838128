package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.stream.Done;
import dev.loopbench.loopcore.stream.Sink;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a connection sends, as a sink: all that waits goes out in one gathered write, and the end of
 * the stream as a FIN. Confined to the loop thread.
 */
final class SocketSink implements Sink<ByteBuffer> {

    private final TcpConnection connection;
    private final Consumer<@Nullable Throwable> onClose;
    private final Runnable onCancel;

    /**
     * @param onClose told why the stream is closed, null if not for an error
     * @param onCancel called first where something fails because the connection is closed
     */
    SocketSink(TcpConnection connection, Consumer<@Nullable Throwable> onClose, Runnable onCancel) {
        this.connection = connection;
        this.onClose = onClose;
        this.onCancel = onCancel;
    }

    @Override
    public void write(List<ByteBuffer> chunks, Done done) {
        if (connection.isClosing()) {
            tell(done, NetError.ECANCELED);
            return;
        }
        try {
            connection.write(chunks.toArray(ByteBuffer[]::new), error -> tell(done, error));
        } catch (IllegalStateException | IllegalArgumentException refused) {
            done.done(refused); // not connected, or shut down by somebody else; too much at once
        }
    }

    @Override
    public void end(Done done) {
        if (connection.isClosing()) {
            tell(done, NetError.ECANCELED);
            return;
        }
        try {
            connection.shutdown(error -> tell(done, error));
        } catch (IllegalStateException refused) {
            done.done(refused);
        }
    }

    private void tell(Done done, @Nullable NetError error) {
        if (error == NetError.ECANCELED) {
            onCancel.run();
        }
        done.done(error == null ? null : new NetException(error));
    }

    @Override
    public void close(@Nullable Throwable cause, Done closed) {
        closed.done(null);
        onClose.accept(cause); // second, so that an error comes before what follows from it
    }
}
