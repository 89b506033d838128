package dev.loopbench.probes.node.live;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.inspector.TraceWindow;
import dev.loopbench.probes.node.Nodes;
import dev.loopbench.probes.node.live.HarmTarget.Load;
import dev.loopbench.probes.node.live.HarmTarget.Pause;
import dev.loopbench.probes.node.live.HarmTarget.Served;
import dev.loopbench.probes.node.live.HarmTarget.State;
import dev.loopbench.probes.node.process.RefusedException;
import dev.loopbench.probes.node.script.Answer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What looking in does to processes that work, many times over: {@code HarmCampaign PART SECONDS
 * [COMMAND]...}, on each Node. It ends by itself after about so many seconds for each of them.
 *
 * <ul>
 *   <li>{@code windows}: 1000 jobs a second, traced in windows, on all Nodes at once
 *   <li>{@code pauses}: the same on one Node after the other, with what was done in each pause
 *   <li>{@code rate}: 40 000 jobs a second, alone for a third of the time
 *   <li>{@code attach}: looked into again and again beside a server that nobody looks into, both
 *       under full load; the first 20 times by the command ({@code loopbench} with its path)
 *   <li>{@code kill}: the command is killed while it looks in
 * </ul>
 */
final class HarmCampaign {

    private static final int BY_COMMAND = 20;
    private static final int ATTACHES_MAX = 200;
    private static final int PAIRS = 10;
    private static final Duration LOOKED = Duration.ofMillis(400);
    private static final Duration PAIR = Duration.ofSeconds(1);
    private static final long ON_THE_WAY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration LONGER_LOOKED = Duration.ofSeconds(40);

    private final NanoClock clock = new SystemNanoClock();
    private final long nanos;
    private final List<String> command;

    private HarmCampaign(long seconds, List<String> command) {
        this.nanos = TimeUnit.SECONDS.toNanos(seconds);
        this.command = command;
    }

    public static void main(String[] arguments) throws Exception {
        HarmCampaign campaign =
                new HarmCampaign(
                        Long.parseLong(arguments[1]),
                        Arrays.asList(arguments).subList(2, arguments.length));
        List<Nodes.Node> nodes = Nodes.all().toList();
        if (arguments[0].equals("windows")) {
            List<Thread> threads = new ArrayList<>();
            for (Nodes.Node node : nodes) {
                Thread thread = new Thread(() -> campaign.run("windows", node), node.name());
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return;
        }
        for (Nodes.Node node : nodes) {
            campaign.run(arguments[0], node);
        }
    }

    private void run(String part, Nodes.Node node) {
        try {
            switch (part) {
                case "windows" -> windows(node);
                case "pauses" -> pauses(node);
                case "rate" -> rate(node);
                case "attach" -> attach(node);
                case "kill" -> kill(node);
                default -> throw new IllegalArgumentException(part);
            }
        } catch (Exception failure) {
            System.out.printf("%s %s: FAILED %s%n", part, node.name(), failure);
        }
    }

    private void windows(Nodes.Node node) throws Exception {
        try (HarmTarget target = HarmTarget.start(node, "jobs", "1000")) {
            clock.sleep(TimeUnit.SECONDS.toNanos(2));
            target.state();
            clock.sleep(nanos / 10);
            double alone = target.state().longestMillis();
            long endNanos = clock.nanoTime() + nanos * 9 / 10;
            long windows = 0;
            long events = 0;
            double atBegin = 0;
            double within = 0;
            while (endNanos > clock.nanoTime()) {
                double[] begin = new double[1];
                Sighting seen = target.look(clock, LONGER_LOOKED, () -> begin[0] = longest(target));
                windows += seen.traced().windows().size();
                events += seen.traced().windows().stream().mapToLong(w -> w.eventCount()).sum();
                atBegin = Math.max(atBegin, begin[0]);
                within = Math.max(within, longest(target));
            }
            System.out.printf(
                    "windows %s: %d windows, %d events; longest pause %.1f ms alone, %.1f ms at a"
                            + " begin, %.1f ms later; alive %b%n",
                    node.name(), windows, events, alone, atBegin, within, target.isAlive());
        }
    }

    private void pauses(Nodes.Node node) throws Exception {
        try (HarmTarget target = HarmTarget.start(node, "jobs", "1000")) {
            clock.sleep(TimeUnit.SECONDS.toNanos(2));
            target.state();
            clock.sleep(nanos / 3);
            List<Pause> alone = target.state().pauses();
            State[] begun = new State[1];
            Sighting seen =
                    target.look(
                            clock, Duration.ofNanos(nanos * 2 / 3), () -> begun[0] = state(target));
            List<Pause> watched = target.state().pauses();
            List<Long> stops = seen.traced().windows().stream().map(TraceWindow::toNanos).toList();
            List<Long> questions =
                    seen.answers().stream()
                            .map(Answer::atNanos)
                            .map(seen.script().installation()::hrtimeNanos)
                            .toList();
            Predicate<Pause> atStop = pause -> stops.stream().anyMatch(at -> covers(pause, at));
            Predicate<Pause> atQuestion =
                    pause -> questions.stream().anyMatch(at -> covers(pause, at));
            System.out.printf(
                    "pauses %s: alone %s; at the begin %s; at %d ends of windows %s; at %d"
                            + " questions %s; else %s%n",
                    node.name(),
                    told(alone, pause -> true),
                    told(begun[0].pauses(), pause -> true),
                    stops.size(),
                    told(watched, atStop),
                    questions.size(),
                    told(watched, atQuestion.and(atStop.negate())),
                    told(watched, atStop.or(atQuestion).negate()));
        }
    }

    /** What was asked for right before is done a little later. */
    private static boolean covers(Pause pause, long atNanos) {
        return pause.toNanos() >= atNanos && pause.fromNanos() <= atNanos + ON_THE_WAY_NANOS;
    }

    private static String told(List<Pause> pauses, Predicate<Pause> which) {
        double longest = pauses.stream().filter(which).mapToDouble(Pause::millis).max().orElse(0);
        return "%.1f ms (%d over 3 ms)".formatted(longest, pauses.stream().filter(which).count());
    }

    private static double longest(HarmTarget target) {
        try {
            return target.state().longestMillis();
        } catch (IOException gone) {
            return Double.NaN;
        }
    }

    private void rate(Nodes.Node node) throws Exception {
        try (HarmTarget target = HarmTarget.start(node, "jobs", "40000")) {
            clock.sleep(TimeUnit.SECONDS.toNanos(2));
            State first = target.state();
            clock.sleep(nanos / 3);
            State alone = target.state();
            State[] begun = new State[1];
            Sighting seen =
                    target.look(
                            clock, Duration.ofNanos(nanos * 2 / 3), () -> begun[0] = state(target));
            State watched = target.state();
            System.out.printf(
                    "rate %s: %.0f jobs/s alone, %.0f watched; windows %d, %d times left alone;"
                            + " longest pause %.1f ms alone, %.1f ms at the begin, %.1f ms later;"
                            + " jobs seen %d; alive %b%n",
                    node.name(),
                    (alone.jobs() - first.jobs()) * 3e9 / nanos,
                    (watched.jobs() - begun[0].jobs()) * 1.5e9 / nanos,
                    seen.traced().windows().size(),
                    seen.traced().left(),
                    alone.longestMillis(),
                    begun[0].longestMillis(),
                    watched.longestMillis(),
                    seen.script().jobsSoFar(),
                    target.isAlive());
        }
    }

    private static State state(HarmTarget target) {
        try {
            return target.state();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private void attach(Nodes.Node node) throws Exception {
        try (HarmTarget target = HarmTarget.start(node, "server");
                HarmTarget control = HarmTarget.start(node, "server")) {
            List<Double> before = ratios(target, control);
            State from = target.state();
            State controlFrom = control.state();
            long endNanos = clock.nanoTime() + nanos;
            int looked = 0;
            int failed = 0;
            Served served;
            Served controlServed;
            try (Load load = target.load();
                    Load controlLoad = control.load()) {
                clock.sleep(TimeUnit.SECONDS.toNanos(2));
                while (looked < ATTACHES_MAX && clock.nanoTime() < endNanos) {
                    failed += isLookedInto(target, looked < BY_COMMAND) ? 0 : 1;
                    looked++;
                }
                clock.sleep(TimeUnit.SECONDS.toNanos(1));
                served = load.end();
                controlServed = controlLoad.end();
            }
            State to = target.state();
            State controlTo = control.state();
            List<Double> after = ratios(target, control);
            State last = target.state();
            State controlLast = control.state();
            System.out.printf(
                    "attach %s: %d times, %d of them failed; requests %d failed %d (control %d"
                            + " failed %d); longest request %.0f ms (control %.0f), longest pause"
                            + " %.1f ms (control %.1f)%n",
                    node.name(),
                    looked,
                    failed,
                    served.requests(),
                    served.failed(),
                    controlServed.requests(),
                    controlServed.failed(),
                    served.longestMillis(),
                    controlServed.longestMillis(),
                    to.longestMillis(),
                    controlTo.longestMillis());
            System.out.printf(
                    "attach %s: resident %d -> %d MB (control %d -> %d), heap %d -> %d MB (control"
                            + " %d -> %d); CPU per request to the control's %s before, %s after;"
                            + " alive %b, observed %b, inspector %b%n",
                    node.name(),
                    from.rss() >> 20,
                    last.rss() >> 20,
                    controlFrom.rss() >> 20,
                    controlLast.rss() >> 20,
                    from.heapUsed() >> 20,
                    last.heapUsed() >> 20,
                    controlFrom.heapUsed() >> 20,
                    controlLast.heapUsed() >> 20,
                    told(before),
                    told(after),
                    target.isAlive(),
                    last.observed(),
                    last.inspector());
        }
    }

    private boolean isLookedInto(HarmTarget target, boolean byCommand) throws Exception {
        if (byCommand && !command.isEmpty()) {
            List<String> words = new ArrayList<>(command);
            words.addAll(
                    List.of("attach", "" + target.pid(), "--duration", "400ms", "-q", "--json"));
            words.add("/dev/null");
            return new ProcessBuilder(words)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        }
        try {
            return target.look(clock, LOOKED, () -> {}).ending() == Sighting.Ending.DURATION;
        } catch (RefusedException | InspectorException | ObservationException failure) {
            System.out.println(failure.getMessage());
            return false;
        }
    }

    /** CPU time for each request of the one to the other's, one after the other. */
    private List<Double> ratios(HarmTarget target, HarmTarget control) throws IOException {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            boolean first = pair % 2 == 0; // who comes second finds another machine
            double one = (first ? target : control).microsPerRequest(clock, PAIR);
            double other = (first ? control : target).microsPerRequest(clock, PAIR);
            ratios.add(first ? one / other : other / one);
        }
        return ratios.stream().sorted().toList();
    }

    private static String told(List<Double> sorted) {
        return "%.3f (%.3f to %.3f)"
                .formatted(
                        (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2,
                        sorted.get(0),
                        sorted.get(sorted.size() - 1));
    }

    private void kill(Nodes.Node node) throws Exception {
        long endNanos = clock.nanoTime() + nanos;
        int kills = 0;
        double slowest = 0;
        try (HarmTarget target = HarmTarget.start(node, "server");
                Load load = target.load()) {
            while (clock.nanoTime() < endNanos) {
                List<String> words = new ArrayList<>(command);
                words.addAll(
                        List.of("attach", "" + target.pid(), "--duration", "1m", "-q", "--json"));
                words.add("/dev/null");
                Process looking =
                        new ProcessBuilder(words)
                                .redirectOutput(Redirect.DISCARD)
                                .redirectError(Redirect.INHERIT)
                                .start();
                while (!target.state().observed() && looking.isAlive()) {
                    clock.sleep(TimeUnit.MILLISECONDS.toNanos(20));
                }
                // At another instant each time: in a window, between two, beside a question.
                clock.sleep(TimeUnit.MILLISECONDS.toNanos(300 + 137L * kills % 1000));
                long killedNanos = clock.nanoTime();
                looking.destroyForcibly();
                State state = target.state();
                while (state.observed() || state.inspector()) {
                    clock.sleep(TimeUnit.MILLISECONDS.toNanos(10));
                    state = target.state();
                }
                slowest = Math.max(slowest, (clock.nanoTime() - killedNanos) / 1e9);
                looking.waitFor();
                kills++;
            }
            Served served = load.end();
            System.out.printf(
                    "kill %s: %d times, as before after %.2f s at most; requests %d, failed %d,"
                            + " longest %.0f ms; alive %b%n",
                    node.name(),
                    kills,
                    slowest,
                    served.requests(),
                    served.failed(),
                    served.longestMillis(),
                    target.isAlive());
        }
    }
}
