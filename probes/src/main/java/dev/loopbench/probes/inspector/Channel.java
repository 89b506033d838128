package dev.loopbench.probes.inspector;

/** What carries messages to a process: a WebSocket, or its twin in tests. Thread-safe. */
interface Channel {

    /** Hands one message over, in the order of the calls. */
    void send(String message) throws InspectorException;

    /** Ends the connection, politely where that is quick; does nothing the second time. */
    void close();
}
