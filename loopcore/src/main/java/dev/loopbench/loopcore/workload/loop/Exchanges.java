package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.echo.EchoExchange;
import dev.loopbench.loopcore.echo.EchoPattern;
import dev.loopbench.loopcore.http.ClientRequest;
import dev.loopbench.loopcore.http.HttpExchange;
import dev.loopbench.loopcore.http.StatusCounts;
import dev.loopbench.loopcore.net.ConnectObserver;
import dev.loopbench.loopcore.net.Exchange;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.util.Optional;

/** Makes the client's side of each connection to one server. Confined to the loop thread. */
@FunctionalInterface
interface Exchanges {

    long PAYLOAD_MAX_BYTES = 64 << 20;

    /**
     * @param connects told of connections it makes in place of others
     */
    Exchange exchange(Tcp tcp, int index, ConnectObserver connects);

    /** Of the answers on all connections; empty where the protocol has none. */
    default Optional<StatusCounts> statuses() {
        return Optional.empty();
    }

    static Exchanges http(ClientRequest request) {
        StatusCounts statuses = new StatusCounts();
        return new Exchanges() {
            @Override
            public Exchange exchange(Tcp tcp, int index, ConnectObserver connects) {
                return new HttpExchange(tcp, request, statuses, connects);
            }

            @Override
            public Optional<StatusCounts> statuses() {
                return Optional.of(statuses);
            }
        };
    }

    /**
     * @throws WorkloadException if the payload is too large
     */
    static Exchanges echo(long payloadBytes) throws WorkloadException {
        if (payloadBytes > PAYLOAD_MAX_BYTES) {
            throw new WorkloadException(
                    "%s must be at most %s bytes", FloodType.PAYLOAD, PAYLOAD_MAX_BYTES);
        }
        EchoPattern pattern = new EchoPattern((int) payloadBytes);
        return (tcp, index, connects) -> new EchoExchange(tcp, pattern, index, (int) payloadBytes);
    }
}
