package dev.loopbench.cli.fork;

import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.session.ClientLauncher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/**
 * The clients of a flood: a loopbench that runs the same workload against this process. Immutable.
 */
public final class ForkedClients implements ClientLauncher {

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
        String host = server.getAddress().getHostAddress();
        String target = (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
        words.addAll(List.of("--target", target, "--json", "-", "--quiet", "--gated"));
        try {
            Running clients = new Running(Fork.start(List.of(), words), signals);
            new ForkThreads("clients").newThread(clients::listen).start();
            return clients;
        } catch (IOException refused) {
            throw new WorkloadException(
                    "the clients' process cannot be started: " + refused.getMessage());
        }
    }

    private static final class Running implements Clients {

        private final Fork fork;
        private final Signals signals;

        /** Its output up to the report has been read: the rest may be. */
        private final CountDownLatch reportBegins = new CountDownLatch(1);

        Running(Fork fork, Signals signals) {
            this.fork = fork;
            this.signals = signals;
        }

        /** Returns when the load is over or the process has ended: the report then follows. */
        private void listen() {
            if (fork.readLine().equals(StreamHandshake.READY)) {
                signals.ready();
                fork.readLine(); // StreamHandshake.DONE, or the end
            }
            reportBegins.countDown();
            signals.finished();
        }

        @Override
        public void go() {
            fork.writeLine(StreamHandshake.GO);
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
            return ForkedRun.reportOf(fork);
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
}
