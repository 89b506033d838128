package dev.loopbench.loopcore.http;

import dev.loopbench.loopcore.http.ResponseOutput.Ending;
import dev.loopbench.loopcore.net.Completion;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.PendingAnswers;
import dev.loopbench.loopcore.net.ReadCallback;
import dev.loopbench.loopcore.net.RequestWork;
import dev.loopbench.loopcore.net.TcpConnection;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One client of an {@link HttpServer}. Confined to the loop thread.
 *
 * <p>After its last answer it sends FIN and goes on reading until the client closes: unread bytes
 * would turn the close into a reset, which could destroy the answer on its way (RFC 9112 section
 * 9.6).
 */
final class ServerConnection implements ReadCallback {

    /** With more than that waiting for a slow client, its next requests wait, too. */
    static final int HIGH_WATER_BYTES = ResponseOutput.CAPACITY_BYTES;

    private final HttpServer server;
    private final ResponseOutput output;
    private final TcpConnection connection;
    private final RequestParser parser;
    private final @Nullable PendingAnswers pending;
    private final Completion written = this::written;

    /** Requests that came with others whose answers have to go first. */
    private @Nullable ByteBuffer held;

    private long heldReadNanos;

    /** When the first byte of the request that is being read was read, where somebody watches. */
    private long requestReadNanos;

    /** A request is under way that came last of what was parsed. */
    private boolean working;

    /** Its work has not come back to the loop yet. */
    private boolean begins;

    private boolean reading;
    private boolean lastAnswered;
    private boolean finSent;
    private boolean clientEnded;

    /** Since when it waits for what it waits for. */
    private long sinceMillis;

    private long queuedBytes;
    private long queuedSinceMillis;

    ServerConnection(HttpServer server, TcpConnection connection) {
        this.server = server;
        this.connection = connection;
        output = server.output();
        parser = new RequestParser(server.config().limits());
        pending = server.pendingAnswers();
        sinceMillis = server.nowMillis();
    }

    void start() {
        try {
            connection.noDelay(true);
        } catch (NetException alreadyGone) {
            // Reading tells.
        }
        reading = true;
        connection.readStart(this);
    }

    @Override
    public void read(ByteBuffer data) {
        if (!lastAnswered) {
            answer(data, pending == null ? 0 : server.nowNanos());
        }
    }

    @Override
    public void ended(NetError reason) {
        clientEnded = true;
        if (reason != NetError.EOF || finSent) {
            close();
        } else if (!lastAnswered) {
            finish();
        }
    }

    /**
     * @param readNanos when {@code data} was read
     */
    private void answer(ByteBuffer data, long readNanos) {
        boolean betweenRequests = parser.isBetweenRequests();
        long answered = server.requests();
        try {
            while (data.hasRemaining() && !lastAnswered && !working && !connection.isClosing()) {
                if (connection.writeQueueBytes() + output.gatheredBytes() > HIGH_WATER_BYTES) {
                    held = ByteBuffer.allocate(data.remaining()).put(data).flip();
                    heldReadNanos = readNanos;
                } else {
                    if (parser.isBetweenRequests()) {
                        requestReadNanos = readNanos;
                    }
                    answerNext(data);
                }
            }
            if (working && data.hasRemaining()) {
                held = ByteBuffer.allocate(data.remaining()).put(data).flip();
                heldReadNanos = readNanos;
            }
        } finally {
            flush();
            if (lastAnswered) {
                finish();
            }
        }
        if (betweenRequests || answered != server.requests()) {
            sinceMillis = server.nowMillis();
        }
        long queued = connection.writeQueueBytes();
        server.queued(queued);
        if (!lastAnswered && (working || queued > HIGH_WATER_BYTES)) {
            reading = false;
            connection.readStop();
        }
    }

    private void answerNext(ByteBuffer data) {
        switch (parser.parse(data)) {
            case MORE -> {}
            case CONTINUE -> output.addContinue(connection, written);
            case REQUEST -> answer(parser.request());
            case REFUSED -> {
                server.requestRefused();
                addLast(parser.refusal());
            }
        }
    }

    private void answer(HttpRequest request) {
        server.requestRead();
        RequestWork work = server.workOf(request);
        if (work == null) {
            respond(request);
            return;
        }
        working = true;
        begins = true;
        work.perform(ok -> worked(request, ok));
        begins = false;
    }

    /** The next requests of the client have waited, so that answers go in their order. */
    private void worked(HttpRequest request, boolean ok) {
        working = false;
        if (connection.isClosing()) {
            return;
        }
        try {
            if (ok) {
                respond(request);
            } else {
                addLast(HttpStatus.SERVER_ERROR);
            }
        } finally {
            if (!begins) {
                answeredLater();
            }
        }
    }

    private void answeredLater() {
        flush();
        sinceMillis = server.nowMillis();
        server.queued(connection.writeQueueBytes());
        if (lastAnswered) {
            finish();
        } else if (connection.writeQueueBytes() <= HIGH_WATER_BYTES) {
            resume();
        }
    }

    private void respond(HttpRequest request) {
        HttpResponse response;
        try {
            response = server.routes().answer(request);
        } catch (RuntimeException | Error failure) {
            addLast(HttpStatus.SERVER_ERROR);
            throw failure;
        }
        Ending ending = Ending.LAST;
        if (parser.isPersistent()) {
            ending = parser.isOldVersion() ? Ending.PERSISTENT_SAID : Ending.PERSISTENT;
        }
        lastAnswered = ending == Ending.LAST;
        notePending(response.status());
        output.add(response, request.isHead(), ending, connection, written);
    }

    private void addLast(HttpStatus status) {
        lastAnswered = true;
        notePending(status);
        output.add(HttpResponse.bare(status), false, Ending.LAST, connection, written);
    }

    private void notePending(HttpStatus status) {
        if (pending != null) {
            pending.add(status.code(), requestReadNanos);
        }
    }

    private void flush() {
        boolean taken = connection.isWritable();
        output.flush(connection, written);
        if (taken) {
            noteHandedOver();
        }
    }

    private void noteHandedOver() {
        if (pending != null
                && !pending.isEmpty()
                && !connection.isClosing()
                && connection.writeQueueBytes() == 0) {
            pending.handedOver(server.nowNanos());
        }
    }

    /** A write that had to wait has ended. */
    private void written(@Nullable NetError error) {
        if (connection.isClosing()) {
            return;
        }
        if (error != null) {
            close();
            return;
        }
        noteHandedOver();
        if (connection.writeQueueBytes() == 0 && !lastAnswered) {
            sinceMillis = server.nowMillis();
            resume();
        }
    }

    private void resume() {
        if (reading || working) {
            return;
        }
        reading = true;
        ByteBuffer data = held;
        if (data != null) {
            held = null;
            answer(data, heldReadNanos);
        }
        if (reading && !connection.isClosing()) {
            connection.readStart(this);
        }
    }

    /** No answer follows. */
    private void finish() {
        lastAnswered = true;
        sinceMillis = server.nowMillis();
        if (!connection.isWritable()) {
            close();
            return;
        }
        connection.shutdown(
                error -> {
                    finSent = true;
                    if (error != null || clientEnded) {
                        close();
                    }
                });
    }

    /** Ends it if it has waited too long for its client. */
    void sweep(long nowMillis, long requestTimeoutMillis, long idleTimeoutMillis) {
        if (connection.isClosing() || working) {
            return;
        }
        long queued = connection.writeQueueBytes();
        if (queued != queuedBytes) {
            queuedBytes = queued;
            queuedSinceMillis = nowMillis;
        }
        long waitedMillis = nowMillis - (queued > 0 ? queuedSinceMillis : sinceMillis);
        if (queued > 0 || lastAnswered) {
            if (waitedMillis >= requestTimeoutMillis) {
                server.clientTimedOut();
                close();
            }
        } else if (parser.isBetweenRequests()) {
            if (waitedMillis >= idleTimeoutMillis) {
                closeIdle();
            }
        } else if (waitedMillis >= requestTimeoutMillis) {
            server.clientTimedOut();
            addLast(HttpStatus.REQUEST_TIMEOUT);
            flush();
            finish();
        }
    }

    private void closeIdle() {
        if (!connection.isClosing()) {
            server.tcpServer().closeIdle(connection);
        }
    }

    private void close() {
        if (!connection.isClosing()) {
            connection.close();
        }
    }
}
