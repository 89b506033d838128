package dev.loopbench.probes.node.live;

import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.inspector.CpuProfile;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.node.process.ThreadFigures;
import dev.loopbench.probes.node.script.Answer;
import dev.loopbench.probes.node.script.Hooking;
import dev.loopbench.probes.node.script.Installation;
import dev.loopbench.probes.node.script.ObserverScript;
import dev.loopbench.probes.node.script.ScriptLog;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What was seen of a process for ten seconds, as a test has it. Times in milliseconds. */
final class Seen {

    /** Where the process's clock began on the machine's. */
    static final long ORIGIN_NANOS = 1_000_000_000_000L;

    static final long PID = 7;

    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long DURATION = 10_000;

    private Hooking hooking = Hooking.ON;
    private final List<Answer.JobsUnderWay> jobsUnderWay = new ArrayList<>();
    private final List<Answer.Job> jobs = new ArrayList<>();
    private final List<Answer.SentinelResponse> sentinels = new ArrayList<>();
    private final List<Answer.Gap> gaps = new ArrayList<>();
    private final List<HeldStretches.Pulse> pulses = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<ThreadFigures> threadsBefore = new ArrayList<>();
    private final List<ThreadFigures> threadsAfter = new ArrayList<>();
    private Answer.@Nullable SentinelSubmission sentinelUnderWay;
    private Subject.Others others = new Subject.Others(List.of(), null, 0, null);

    private record Sample(long atNanos, int node) {}

    /** Throughout; on where nothing else is said. */
    Seen hooking(Hooking state) {
        hooking = state;
        return this;
    }

    Seen job(String kind, double submitted, double called) {
        jobs.add(
                new Answer.Job(
                        kind, Math.round(called * MS), Math.round((called - submitted) * MS)));
        return this;
    }

    /** Calls that had not come back at the end, after ten seconds. */
    Seen underWay(String kind, long count, double oldest) {
        jobsUnderWay.add(new Answer.JobsUnderWay(kind, count, Math.round(oldest * MS)));
        return this;
    }

    Seen sentinel(double from, double to, double response) {
        sentinels.add(new Answer.SentinelResponse(submission(from, to), Math.round(response * MS)));
        return this;
    }

    Seen sentinelUnderWay(double from, double to) {
        sentinelUnderWay = submission(from, to);
        return this;
    }

    private static Answer.SentinelSubmission submission(double from, double to) {
        return new Answer.SentinelSubmission(Math.round(from * MS), Math.round(to * MS));
    }

    /** The loop stood still. */
    Seen gap(double from, double to) {
        gaps.add(new Answer.Gap(Math.round(from * MS), Math.round(to * MS)));
        return this;
    }

    /** What its thread had done by then. */
    Seen pulse(double at, double active, double cpu, double runDelay) {
        pulses.add(
                new HeldStretches.Pulse(
                        ORIGIN_NANOS + Math.round(at * MS),
                        Math.round(active * MS),
                        Math.round(cpu * MS),
                        Math.round(runDelay * MS)));
        return this;
    }

    Seen others(Subject.Others seen) {
        others = seen;
        return this;
    }

    /** It was sampled in {@code slow} of {@code app.js} then. */
    Seen sampled(double... instants) {
        for (double at : instants) {
            samples.add(new Sample(ORIGIN_NANOS + Math.round(at * MS), 2));
        }
        return this;
    }

    /** Likewise, in a function of the observer's. */
    Seen sampledInObserver(double at) {
        samples.add(new Sample(ORIGIN_NANOS + Math.round(at * MS), 3));
        return this;
    }

    /** What a thread had of a core at the begin and at the end. */
    Seen thread(long tid, String name, double before, double after) {
        threadsBefore.add(figures(tid, name, before));
        threadsAfter.add(figures(tid, name, after));
        return this;
    }

    private static ThreadFigures figures(long tid, String name, double cpu) {
        return new ThreadFigures(
                tid,
                name,
                1,
                Math.round(cpu * MS),
                Reading.missing("a test has none"),
                Reading.missing("a test has none"));
    }

    Installation installation() {
        return new Installation(
                0,
                ORIGIN_NANOS,
                Hooking.ON,
                5 * MS,
                10 * MS,
                5 * MS,
                loop(List.of()),
                new Installation.ObservedProcess(
                        PID, "v24.0.0", "1.51", "13", List.of(), "/srv/app.js", null, null));
    }

    Answer answer() {
        return new Answer(
                1,
                DURATION * MS,
                true,
                new Answer.Instrument(hooking, false, 0, 0, new Answer.Lost(0, 0, 0, 0, 0, 0, 0)),
                new Answer.Jobs(jobs, List.of(), List.of(), jobsUnderWay, List.of()),
                new Answer.Sentinel(sentinels, sentinelUnderWay),
                loop(gaps));
    }

    private static Answer.Loop loop(List<Answer.Gap> gaps) {
        return new Answer.Loop(0, 0, null, List.of(), gaps, null, null);
    }

    Sighting sighting() throws InspectorException {
        ScriptLog log = new ScriptLog(installation());
        log.add(answer());
        return new Sighting(
                new Sighting.Span(
                        "2026-01-01T00:00:00Z", ORIGIN_NANOS, ORIGIN_NANOS + DURATION * MS),
                Sighting.Ending.DURATION,
                new Sighting.Target(7, 4, false, null, others),
                log,
                List.of(answer()),
                new Sighting.Traced(List.of(), 0, "a test traces nothing"),
                profile(),
                new Sighting.Machine(
                        threadsBefore,
                        threadsAfter,
                        pulses,
                        new Environment(
                                "0",
                                "Linux",
                                "6",
                                "amd64",
                                new Environment.Cpu(null, 2, 2, null),
                                null,
                                new Environment.Jvm("", "", "", "", List.of()),
                                "libuv",
                                new Environment.Clock(1, 25.0),
                                new TreeMap<>()),
                        new Host.Others(0.0, 0.0),
                        new Host.Throttling(0L, 0L, 0L),
                        new TreeMap<>()));
    }

    private CpuProfile profile() throws InspectorException {
        StringBuilder ids = new StringBuilder();
        StringBuilder deltas = new StringBuilder();
        long last = ORIGIN_NANOS;
        for (Sample sample : samples) {
            ids.append(ids.isEmpty() ? "" : ",").append(sample.node);
            deltas.append(deltas.isEmpty() ? "" : ",").append((sample.atNanos - last) / 1_000);
            last = sample.atNanos;
        }
        String json =
                """
                {"nodes":[
                 {"id":1,"callFrame":{"functionName":"(root)","url":"","lineNumber":-1},"children":[2,3]},
                 {"id":2,"callFrame":{"functionName":"slow","url":"file:///srv/app.js","lineNumber":41}},
                 {"id":3,"callFrame":{"functionName":"look","url":"%s","lineNumber":3}}],
                 "startTime":%d,"endTime":%d,"samples":[%s],"timeDeltas":[%s]}
                """
                        .formatted(
                                ObserverScript.URL,
                                ORIGIN_NANOS / 1_000,
                                (ORIGIN_NANOS + DURATION * MS) / 1_000,
                                ids,
                                deltas);
        return CpuProfile.of(JsonMapper.shared().readTree(json));
    }
}
