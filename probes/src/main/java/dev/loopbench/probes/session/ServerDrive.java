package dev.loopbench.probes.session;

import dev.loopbench.loopcore.AsyncHandle;
import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.SystemCpuClock;
import dev.loopbench.loopcore.workload.FailureReason;
import dev.loopbench.loopcore.workload.Sentence;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.server.Server;
import dev.loopbench.loopcore.workload.server.ServerCounts;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.probes.result.Sockets;
import dev.loopbench.probes.server.ServerProbe;
import dev.loopbench.probes.socket.SocketProbe;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers clients of another process. Confined to the loop thread, but for the clients' signals.
 *
 * <p>Without clients of its own it serves whoever comes, until its time is over or it is
 * interrupted.
 */
final class ServerDrive implements Drive {

    private final Rig rig;
    private final ServePlan plan;
    private final Server server;
    private final Mix beside;
    private final SocketProbe sockets;
    private final ServerProbe process = ServerProbe.ofThisProcess();

    private @Nullable AsyncHandle door;
    private ClientLauncher.@Nullable Clients clients;
    private @Nullable InetSocketAddress address;
    private long openedNanos;
    private long goNanos;
    private ServerCounts countsAtOpen = ServerCounts.NONE;
    private ServerCounts counts = ServerCounts.NONE;
    private OptionalLong clientsCpuAtOpen = OptionalLong.empty();
    private OptionalLong clientsCpu = OptionalLong.empty();
    private volatile boolean ready;
    private volatile boolean finished;

    ServerDrive(Rig rig, ServePlan plan, Server server, Mix beside) {
        this.rig = rig;
        this.plan = plan;
        this.server = server;
        this.beside = beside;
        this.sockets =
                SocketProbe.ofThisMachine(
                        rig.machine().clock(),
                        new SystemCpuClock(),
                        new SessionThreads("sockets"),
                        plan.listsSockets());
    }

    @Override
    public void prepare() throws WrongResultException, WorkloadException {
        EventLoop loop = rig.loop();
        AsyncHandle signalled = loop.async(this::signalled);
        signalled.label("clients");
        door = signalled;
        server.observe(rig.instruments().operationObserver());
        address = server.open(loop, plan.address(), rig.instruments().service());
        beside.prepare(rig);
        if (plan.clients() != null) {
            clients =
                    plan.clients()
                            .launch(
                                    address,
                                    new ClientLauncher.Signals() {
                                        @Override
                                        public void ready() {
                                            ready = true;
                                            signalled.send();
                                        }

                                        @Override
                                        public void finished() {
                                            finished = true;
                                            signalled.send();
                                        }
                                    });
        }
        plan.opened().opened(address);
    }

    /** The clients warm up, and the server with them. */
    @Override
    public Config.Warmup warmUp(WarmupPlan warmup) {
        long startNanos = rig.machine().clock().nanoTime();
        if (clients != null && !ready && !finished) {
            rig.loop().run(RunMode.DEFAULT);
        }
        return new Config.Warmup(
                clients == null ? Config.Warmup.Mode.NONE : Config.Warmup.Mode.CLIENTS,
                rig.machine().clock().nanoTime() - startNanos,
                0,
                0,
                null);
    }

    @Override
    public void opened(long nowNanos) {
        openedNanos = nowNanos;
        goNanos = nowNanos;
        sockets.open(nowNanos, Objects.requireNonNull(address).getPort(), server.backlog());
        process.open();
        countsAtOpen = server.counts();
        clientsCpuAtOpen = clientsCpuNanos();
        if (server.isObserved()) {
            rig.progress().follow(rig.instruments().service());
        }
    }

    @Override
    public void measure() {
        if (rig.interrupted().getAsBoolean()) {
            interrupt(); // before the loop could hear of it: the clients wait for a word
            return;
        }
        if (finished) {
            return;
        }
        rig.loop().setImmediate(this::begin).label("start of the load");
        rig.loop().run(RunMode.DEFAULT);
    }

    private void begin() {
        beside.start(() -> {}, () -> {});
        if (clients != null) {
            goNanos = rig.machine().clock().nanoTime();
            clients.go();
        } else if (plan.durationNanos() > 0) {
            rig.loop()
                    .setTimeout(
                            this::end,
                            plan.durationNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private void signalled() {
        if (!finished) {
            rig.loop().stop(); // warm: the measurement begins
        } else {
            end();
        }
    }

    private void end() {
        beside.stop(rig.loop()::stop, rig.loop()::stop);
    }

    private OptionalLong clientsCpuNanos() {
        return clients == null ? OptionalLong.empty() : clients.cpuNanos();
    }

    @Override
    public void closed(long nowNanos) {
        clientsCpu = clientsCpuNanos();
        counts = server.counts();
        process.close();
        sockets.close();
        if (clients != null) {
            clients.dismiss(); // now: what it does then is not of this run
        }
    }

    @Override
    public void interrupt() {
        if (clients != null) {
            clients.interrupt();
        }
        beside.stop(() -> {}, () -> {});
    }

    @Override
    public boolean hasEnded() {
        return !rig.interrupted().getAsBoolean() && !beside.isCut();
    }

    private Run.Ending ending(Run.Ending ofClients) {
        if (rig.interrupted().getAsBoolean() || ofClients == Run.Ending.INTERRUPTED) {
            return Run.Ending.INTERRUPTED;
        }
        return beside.isCut() ? Run.Ending.DRAIN_TIMEOUT : ofClients;
    }

    @Override
    public DriveOutcome outcome() throws WrongResultException, WorkloadException {
        Optional<Sentence> wrong = server.wrong();
        if (wrong.isPresent()) {
            throw new WrongResultException(wrong.get());
        }
        beside.failIfWrong();
        String failure = beside.firstFailure().map(FailureReason::inFull).orElse(null);
        Sockets seen = sockets.sockets();
        if (clients == null) {
            return new DriveOutcome( // serving until told to stop is all that was planned
                    beside.isCut() ? Run.Ending.DRAIN_TIMEOUT : Run.Ending.DONE,
                    beside.settledParameters(),
                    failure,
                    List.of(),
                    List.of(),
                    null,
                    new Report.Traffic(null, seen, figures()));
        }
        Report report = clients.report();
        return new DriveOutcome(
                ending(report.run().ending()),
                beside.settledParameters(),
                ClientFigures.firstFailure(report).orElse(failure),
                report.repeats(),
                ClientFigures.operations(report, goNanos - openedNanos),
                report.config().warmup(),
                new Report.Traffic(
                        ClientFigures.ofOtherProcess(report, clientsCpuInWindow()).orElse(null),
                        seen,
                        figures()));
    }

    private ServerFigures figures() {
        return process.figures(
                plan.model(),
                server.isObserved() ? rig.instruments().service().requests() : null,
                new ServerFigures.Connections(
                        counts.connections(),
                        counts.accepted() - countsAtOpen.accepted(),
                        counts.refused() - countsAtOpen.refused(),
                        counts.idleClosed() - countsAtOpen.idleClosed()));
    }

    private OptionalLong clientsCpuInWindow() {
        return clientsCpu.isPresent() && clientsCpuAtOpen.isPresent()
                ? OptionalLong.of(clientsCpu.getAsLong() - clientsCpuAtOpen.getAsLong())
                : OptionalLong.empty();
    }

    @Override
    public void release() {
        if (door != null) {
            door.close();
        }
        server.release();
        beside.release();
    }

    @Override
    public void close() {
        if (clients != null) {
            clients.close();
        }
        server.close();
        beside.close();
    }
}
