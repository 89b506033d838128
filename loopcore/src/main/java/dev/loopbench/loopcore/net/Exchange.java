package dev.loopbench.loopcore.net;

import java.net.InetSocketAddress;

/**
 * A client's connection on which one request at a time is sent and its reply checked. It keeps the
 * loop alive while a request is under way. Confined to the loop thread.
 */
public interface Exchange {

    void connect(InetSocketAddress address, Completion callback);

    /**
     * Sends one request.
     *
     * @throws IllegalStateException before it is connected, while another is under way, or after a
     *     failure
     */
    void send(Reply reply);

    /** Since it was made. */
    long bytesSent();

    /** Since it was made. */
    long bytesReceived();

    /** Connections it made in place of one that the server ended after a reply. */
    default long reconnects() {
        return 0;
    }

    /** Requests that failed as the server had ended the kept connection meanwhile. */
    default long keepAliveResets() {
        return 0;
    }

    /** A request under way gets no reply. */
    void close();

    /** Exactly one of the methods that end it is called, once, on the loop thread. */
    interface Reply {

        /** So many bytes of the request wait for the socket: none, until it says otherwise. */
        default void holds(long bytes) {}

        /**
         * So much of the time until {@link #answered}, which follows, was a pause on purpose. The
         * one method that may be called beside another.
         */
        default void away(long nanos) {}

        /** All of it has come and it is right. */
        void answered();

        /**
         * The request failed, and the exchange can be used on: the reply says so, or the server had
         * ended the connection between two requests. {@code reason} is a few words.
         */
        void unsuccessful(String reason);

        /**
         * What came is not what has to come. {@code detail} is a sentence; the exchange is dead.
         */
        void wrong(String detail);

        /** As {@link #wrong}: what came is HTTP, which was not spoken. */
        default void answersInHttp(String detail) {
            wrong(detail);
        }

        /** The connection ended or failed; the exchange is dead. */
        void failed(NetError error);
    }
}
