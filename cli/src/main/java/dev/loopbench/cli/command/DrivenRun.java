package dev.loopbench.cli.command;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.drive.DrivePlan;
import dev.loopbench.cli.fork.ForegroundProgram;
import dev.loopbench.cli.fork.ForkedClients;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.loop.Target;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.node.live.LaunchedNode;
import dev.loopbench.probes.node.live.NodeObservation;
import dev.loopbench.probes.node.live.NodeObservation.Door;
import dev.loopbench.probes.node.live.ObservationException;
import dev.loopbench.probes.node.live.ObservationPlan;
import dev.loopbench.probes.node.live.Sighting;
import dev.loopbench.probes.node.process.ListeningSockets;
import dev.loopbench.probes.node.process.RefusedException;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.session.ClientLauncher.Clients;
import dev.loopbench.probes.session.ClientLauncher.Signals;
import dev.loopbench.probes.session.DrivenLoad;
import dev.loopbench.reports.gate.model.Limit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs a server on Node, drives it from another process, looks into it meanwhile, and ends it.
 * Confined to the main thread.
 *
 * <p>The clients connect and warm up before anything is looked into, so that what is told of the
 * server is of the time that the clients measure: not of its start, and not of idling. What was
 * seen inside is complete before the program hears that it is to end.
 */
final class DrivenRun {

    /** So long the program may take to end when it is asked to. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<String> command;
    private final DrivePlan drive;
    private final ObservationPlan plan;
    private final Outputs outputs;
    private final NanoClock clock;
    private final Stop stop = new Stop();

    /** Whether the program came to its end before it was asked to. */
    private boolean endsByItself;

    DrivenRun(
            List<String> command,
            DrivePlan drive,
            ObservationPlan plan,
            Outputs outputs,
            NanoClock clock) {
        this.command = command;
        this.drive = drive;
        this.plan = plan.untilTold();
        this.outputs = outputs;
        this.clock = clock;
    }

    /** Both ends of the load. */
    private record Seen(Sighting sighting, DrivenLoad load) {}

    /** It came to no report; the message is a sentence. */
    private static final class UndrivenException extends Exception {

        private static final long serialVersionUID = 1;

        UndrivenException(String sentence) {
            super(sentence);
        }
    }

    /**
     * Runs it and delivers the report. However that goes, nothing is left running.
     *
     * @return the exit code: that of the program where it ended by itself, with another one than 0
     * @throws UsageException if there is no such command, or somebody else listens where it is to
     * @throws RefusedException if this system does not tell what has to be known of a process
     * @throws WorkloadException if the clients could not do their work
     * @throws WrongResultException if the program answered what is no answer
     */
    int run(BiFunction<Sighting, DrivenLoad, Report> reporting)
            throws UsageException,
                    RefusedException,
                    WorkloadException,
                    WrongResultException,
                    IOException {
        StartedNode.requireSystem();
        refuseTaken();
        if (plan.exact()) {
            outputs.remark(NodeRun.EXACT_RISK);
        }
        try (Execution execution = Execution.of(outputs)) {
            execution.onInterrupt(stop::ask);
            StartedNode started = StartedNode.start(command, outputs);
            ForegroundProgram program = started.program();
            stop.ends(program);
            Optional<Integer> ownCode = Optional.empty();
            @Nullable Seen seen = null;
            String whyNot = "";
            try {
                seen = seen(started);
            } catch (UndrivenException none) {
                whyNot = String.valueOf(none.getMessage());
            } catch (InspectorException | ObservationException failure) {
                whyNot = "the program was not looked into: " + failure.getMessage();
            } finally {
                ownCode = end(program);
            }
            if (seen == null) {
                if (!stop.isAsked()) {
                    outputs.complain(whyNot);
                }
                return codeOf(ownCode, ExitCode.FAILED);
            }
            Report report = reporting.apply(seen.sighting, seen.load);
            execution.deliver(() -> outputs.write(report));
            return codeOf(ownCode, verdict(report, seen.sighting));
        }
    }

    /** What ended by itself tells why; what we have ended does not. */
    private int codeOf(Optional<Integer> ownCode, ExitCode ours) {
        return stop.isAsked()
                ? ExitCode.INTERRUPTED.number()
                : ownCode.filter(code -> code != 0).orElse(ours.number());
    }

    /** The load would go to somebody else. */
    private void refuseTaken() throws UsageException {
        ListeningSockets sockets = ListeningSockets.here();
        for (InetSocketAddress address : drive.addresses()) {
            if (sockets.take(address)) {
                throw new UsageException(
                        "somebody listens on "
                                + Target.shown(address)
                                + " already: the load would not go to the program.");
            }
        }
    }

    private Seen seen(StartedNode started)
            throws UndrivenException,
                    InspectorException,
                    ObservationException,
                    WorkloadException,
                    WrongResultException,
                    IOException {
        Optional<LaunchedNode> found = started.next(clock);
        if (found.isEmpty()) {
            throw new UndrivenException(
                    "no Node process came to its first line, so nothing was driven.");
        }
        try (LaunchedNode node = found.get()) {
            node.go();
            try {
                awaitListening(node);
                return driven(node);
            } finally {
                endsByItself = hasEnded(node);
            }
        }
    }

    private void awaitListening(LaunchedNode node) throws UndrivenException {
        ListeningSockets sockets = ListeningSockets.here();
        long beganNanos = clock.nanoTime();
        while (!drive.addresses().stream().allMatch(sockets::take)) {
            if (hasEnded(node) || stop.isAsked()) {
                throw new UndrivenException(
                        "the program ended before it listened on " + drive.shownAddresses() + ".");
            }
            if (clock.nanoTime() - beganNanos >= drive.listenNanos()) {
                throw new UndrivenException(
                        "the program did not listen on "
                                + drive.shownAddresses()
                                + " within "
                                + Numbers.roundNanos(drive.listenNanos())
                                + ", and was ended"
                                + listening(node)
                                + ".");
            }
            clock.sleep(LOOK_NANOS);
        }
    }

    /** Where it listens instead. */
    private static String listening(LaunchedNode node) {
        List<String> addresses = new ArrayList<>();
        for (InetSocketAddress address : node.process().listening()) {
            if (!address.equals(node.address())) {
                addresses.add(Target.shown(address));
            }
        }
        return addresses.isEmpty() ? "" : "; it listened on " + String.join(", ", addresses);
    }

    private static boolean hasEnded(LaunchedNode node) {
        return node.atEnd().isDone() || node.inspector().closed().isDone();
    }

    private Seen driven(LaunchedNode node)
            throws UndrivenException,
                    InspectorException,
                    ObservationException,
                    WorkloadException,
                    WrongResultException,
                    IOException {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        CompletableFuture<Void> finished = new CompletableFuture<>();
        Path scenario = Files.createTempFile("loopbench-drive", ".json");
        try (Clients clients = clients(scenario, ready, finished)) {
            stop.interrupts(clients);
            CompletableFuture.anyOf(ready, finished, node.atEnd(), node.inspector().closed())
                    .join();
            if (!ready.isDone()) {
                if (hasEnded(node) && !finished.isDone()) {
                    throw new UndrivenException("the program ended while the clients warmed up.");
                }
                clients.report(); // says why
                throw new UndrivenException("the clients ended before they had begun.");
            }
            return measured(node, clients, finished);
        } finally {
            Files.deleteIfExists(scenario);
        }
    }

    private Clients clients(
            Path scenario, CompletableFuture<Void> ready, CompletableFuture<Void> finished)
            throws WorkloadException, IOException {
        Files.writeString(scenario, drive.scenario());
        List<String> words = new ArrayList<>(List.of("run", "--scenario", scenario.toString()));
        if (drive.warmup() != null) {
            words.addAll(List.of("--warmup", drive.warmup()));
        }
        return ForkedClients.start(
                words,
                new Signals() {
                    @Override
                    public void ready() {
                        ready.complete(null);
                    }

                    @Override
                    public void finished() {
                        finished.complete(null);
                    }
                });
    }

    private Seen measured(LaunchedNode node, Clients clients, CompletableFuture<Void> finished)
            throws UndrivenException,
                    ObservationException,
                    WorkloadException,
                    WrongResultException {
        try (NodeObservation observation =
                new NodeObservation(node.inspector(), node.process(), plan, Door.READY, clock)) {
            observation.begin();
            stop.interrupts(observation);
            CompletableFuture<Void> unused = finished.thenRun(observation::finish);
            OptionalLong beforeNanos = clients.cpuNanos();
            long goNanos = clock.nanoTime();
            clients.go();
            Sighting sighting = observation.await(node.atEnd());
            OptionalLong afterNanos = clients.cpuNanos();
            if (!finished.isDone()) {
                clients.interrupt(); // nobody answers them any more
                finished.join();
            }
            clients.dismiss();
            Report report = clients.report();
            if (sighting.answers().isEmpty()) {
                throw new UndrivenException("the program ended before anything was seen of it.");
            }
            return new Seen(
                    sighting,
                    new DrivenLoad(
                            drive.works(), report, goNanos, between(beforeNanos, afterNanos)));
        }
    }

    private static OptionalLong between(OptionalLong before, OptionalLong after) {
        return before.isPresent() && after.isPresent()
                ? OptionalLong.of(after.getAsLong() - before.getAsLong())
                : OptionalLong.empty();
    }

    /** Its exit code, if it has ended by itself. */
    private Optional<Integer> end(ForegroundProgram program) {
        boolean byItself = program.endsWithin(endsByItself ? GRACE_NANOS : 0);
        if (!program.end(GRACE_NANOS)) {
            outputs.complain(
                    "the program had not ended "
                            + Numbers.roundNanos(GRACE_NANOS)
                            + " after SIGTERM, and was killed.");
        }
        int code = program.await();
        return byItself ? Optional.of(code) : Optional.empty();
    }

    private ExitCode verdict(Report report, Sighting sighting) {
        if (sighting.ending() == Sighting.Ending.PROGRAM
                || sighting.ending() == Sighting.Ending.LOST) {
            outputs.complain("the program ended while it was driven.");
            return ExitCode.FAILED;
        }
        return RunExecution.operationsFailed(List.of(report), outputs)
                ? ExitCode.FAILED
                : RunExecution.limits(Limit.outcomes(report), outputs);
    }

    /** How it ends early, from wherever it is. Thread-safe (by its own lock). */
    private static final class Stop {

        private boolean asked;
        private @Nullable ForegroundProgram program;
        private @Nullable Clients clients;
        private @Nullable NodeObservation observation;

        synchronized void ask() {
            asked = true;
            if (observation != null) {
                observation.interrupt();
            }
            if (clients != null) {
                clients.interrupt();
            } else if (program != null) {
                program.process().destroy(); // whoever waits for it to listen, waits no more
            }
        }

        synchronized boolean isAsked() {
            return asked;
        }

        synchronized void ends(ForegroundProgram started) {
            program = started;
            again();
        }

        synchronized void interrupts(Clients launched) {
            clients = launched;
            again();
        }

        synchronized void interrupts(NodeObservation begun) {
            observation = begun;
            again();
        }

        /** For whoever was asked before there was this. */
        private void again() {
            if (asked) {
                ask();
            }
        }
    }
}
