package dev.loopbench.probes.socket;

import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.result.Sockets;

/**
 * What the samples of a window add up to. Confined to the thread that samples; read after it has
 * ended.
 */
final class SocketFigures {

    private final BufferFigures receive = new BufferFigures();
    private final BufferFigures send = new BufferFigures();
    private long samples;
    private boolean listened;
    private long acceptQueueMax;
    private long retransmitTimeoutsMax;
    private long malformedLines;

    void add(SocketSample sample) {
        samples++;
        receive.add(sample.receiveBytes(), sample.receiveBytesMax());
        send.add(sample.sendBytes(), sample.sendBytesMax());
        listened |= sample.count(SocketState.LISTEN) > 0;
        acceptQueueMax = Math.max(acceptQueueMax, sample.acceptQueue());
        retransmitTimeoutsMax = Math.max(retransmitTimeoutsMax, sample.retransmitTimeouts());
        malformedLines += sample.malformedLines();
    }

    long samples() {
        return samples;
    }

    long malformedLines() {
        return malformedLines;
    }

    Sockets.Buffers receiveBuffers() {
        return receive.buffers();
    }

    Sockets.Buffers sendBuffers() {
        return send.buffers();
    }

    Reading<Long> acceptQueueMax() {
        return listened
                ? Reading.of(acceptQueueMax)
                : Reading.missing("no socket listened on the port in any sample");
    }

    long retransmitTimeoutsMax() {
        return retransmitTimeoutsMax;
    }
}
