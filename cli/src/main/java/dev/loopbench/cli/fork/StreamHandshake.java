package dev.loopbench.cli.fork;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.probes.session.SessionGate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The clients' end of {@link ForkedClients}: a line on standard output for each step, one on
 * standard input to begin. Confined to the session's thread.
 */
public final class StreamHandshake implements SessionGate {

    static final String READY = "ready";
    static final String GO = "go";
    static final String DONE = "done";

    private final Console console;
    private final InputStream in;

    public StreamHandshake(Console console, InputStream in) {
        this.console = console;
        this.in = in;
    }

    /** The server's process may end first: then this one has nothing left to do. */
    @Override
    public void awaitGo() {
        say(READY);
        try {
            for (int read = in.read(); read != '\n'; read = in.read()) {
                if (read < 0) {
                    throw new IllegalStateException("the server's process has ended");
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void done() {
        say(DONE);
    }

    private void say(String line) {
        try {
            console.write(Channel.OUT, line + "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
