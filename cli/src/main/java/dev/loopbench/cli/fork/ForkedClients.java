package dev.loopbench.cli.fork;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.loop.Target;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.session.ClientLauncher;
import dev.loopbench.probes.session.Rendezvous;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The clients of a flood: a loopbench that runs the same workload against this process. Immutable.
 *
 * <p>The two talk in lines: the clients say when they are ready, wait for the word to go, say when
 * their load is over, and keep their connections until they are dismissed; then follows their
 * report.
 */
public final class ForkedClients implements ClientLauncher {

    private static final String READY = "ready";
    private static final String GO = "go";
    private static final String DONE = "done";
    private static final String DISMISSED = "dismissed";

    private final List<String> arguments;

    /**
     * @param arguments of the flood, without its target
     */
    public ForkedClients(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public Clients launch(InetSocketAddress server, Signals signals) throws WorkloadException {
        List<String> words = new ArrayList<>(arguments);
        words.addAll(List.of("--target", Target.shown(server)));
        return start(words, signals);
    }

    /**
     * Starts clients of whatever server.
     *
     * @param arguments that say all of their load, and where it goes
     */
    public static Clients start(List<String> arguments, Signals signals) throws WorkloadException {
        List<String> words = new ArrayList<>(arguments);
        words.addAll(List.of("--json", "-", "--quiet", "--gated"));
        Fork fork = Fork.loopbench("the clients' process", List.of(), words);
        Running clients = new Running(fork, signals);
        new Fork.Threads("clients").newThread(clients::listen).start();
        return clients;
    }

    /**
     * The clients' end: says each step on standard output, and waits on {@code in} for the word to
     * begin.
     *
     * @param abandoned called by a thread of its own once {@code in} has ended: the process at the
     *     other end is gone, however it ended, and nobody wants to know what comes of this one
     */
    public static Rendezvous rendezvous(Console console, InputStream in, Runnable abandoned) {
        ClientsEnd clients = new ClientsEnd(console);
        Fork.listen(in, clients.words::release, abandoned);
        return clients;
    }

    private static final class Running implements Clients {

        private final Fork fork;
        private final Signals signals;

        /** Its output up to the report has been read: the rest may be. */
        private final CountDownLatch reportBegins = new CountDownLatch(1);

        private final AtomicBoolean gone = new AtomicBoolean();

        Running(Fork fork, Signals signals) {
            this.fork = fork;
            this.signals = signals;
        }

        /** Returns when the load is over or the process has ended: the report then follows. */
        private void listen() {
            if (fork.readLine().equals(READY)) {
                signals.ready();
                fork.readLine(); // DONE, or the end
            }
            reportBegins.countDown();
            signals.finished();
        }

        @Override
        public void go() {
            if (gone.compareAndSet(false, true)) { // a second one would dismiss them
                fork.writeLine(GO);
            }
        }

        @Override
        public void dismiss() {
            fork.writeLine(DISMISSED);
        }

        @Override
        public OptionalLong cpuNanos() {
            return fork.cpuNanos();
        }

        @Override
        public void interrupt() {
            fork.interrupt();
            go(); // it may be waiting for the word: then its load is empty
        }

        @Override
        public Report report() throws WrongResultException, WorkloadException {
            awaitReport();
            return fork.report();
        }

        private void awaitReport() {
            boolean interrupted = false;
            while (reportBegins.getCount() > 0) {
                try {
                    reportBegins.await();
                } catch (InterruptedException later) {
                    interrupted = true; // the process ends in any case, and its output with it
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            fork.close();
        }
    }

    /** Confined to the session's thread. */
    private static final class ClientsEnd implements Rendezvous {

        private final Console console;

        /** Those that came and were not yet waited for: which one it is, its place tells. */
        private final Semaphore words = new Semaphore(0);

        ClientsEnd(Console console) {
            this.console = console;
        }

        @Override
        public void awaitGo() {
            say(READY);
            words.acquireUninterruptibly();
        }

        @Override
        public void done() {
            say(DONE);
            words.acquireUninterruptibly();
        }

        private void say(String line) {
            try {
                console.write(Channel.OUT, line + "\n");
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
