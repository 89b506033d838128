package dev.loopbench.probes.node.live;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.node.Nodes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * What looking in costs a server: {@code ObserverCost attach|node PAIRS PAGE...}, on each Node,
 * where a page is {@code /}, {@code /pbkdf2}, {@code /file} or {@code /promises}.
 *
 * <p>Prints the CPU time of the server's process for each request, without and with all that {@code
 * loopbench attach} or {@code node} does, as the medians of pairs of fresh processes one after the
 * other, the ratio within the pairs and, of 1000 medians of ratios drawn anew, those between which
 * 95 % lie.
 */
final class ObserverCost {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration WARM_UP = Duration.ofMillis(700);

    /** After its begin a process is asked more often, and compiles its functions anew. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private static final Duration MEASURED = Duration.ofMillis(1500);
    private static final int DRAWS = 1_000;

    private final NanoClock clock = new SystemNanoClock();
    private final boolean launched;
    private final Nodes.Node node;
    private final String page;

    private ObserverCost(boolean launched, Nodes.Node node, String page) {
        this.launched = launched;
        this.node = node;
        this.page = page;
    }

    public static void main(String[] arguments) throws Exception {
        boolean launched = arguments[0].equals("node");
        int pairs = Integer.parseInt(arguments[1]);
        for (Nodes.Node node : Nodes.all().toList()) {
            for (String page : Arrays.asList(arguments).subList(2, arguments.length)) {
                new ObserverCost(launched, node, page).print(pairs);
            }
        }
    }

    private void print(int pairs) throws Exception {
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            boolean first = pair % 2 == 0; // who comes second finds another machine
            double one = first ? looked() : alone();
            double other = first ? alone() : looked();
            with.add(first ? one : other);
            without.add(first ? other : one);
            ratios.add(with.get(pair) / without.get(pair));
        }
        Random random = new Random(1);
        List<Double> medians = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            medians.add(median(random.ints(pairs, 0, pairs).mapToObj(ratios::get).toList()));
        }
        Collections.sort(medians);
        System.out.printf(
                "| %s | %s | `%s` | %.1f | %.1f | %.3f | %.3f to %.3f |%n",
                node.name(),
                launched ? "node" : "attach",
                page,
                median(without),
                median(with),
                median(ratios),
                medians.get(DRAWS / 40),
                medians.get(DRAWS - 1 - DRAWS / 40));
    }

    private double alone() throws IOException {
        try (HarmTarget target = HarmTarget.start(node, "server")) {
            return measured(target);
        }
    }

    private double measured(HarmTarget target) throws IOException {
        target.microsPerRequest(clock, WARM_UP, page);
        target.microsPerRequest(clock, SETTLING, page);
        return target.microsPerRequest(clock, MEASURED, page);
    }

    private double looked() throws Exception {
        return launched ? lookedFromTheFirstLine() : lookedWhileItRuns();
    }

    private double lookedWhileItRuns() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (HarmTarget target = HarmTarget.start(node, "server")) {
            target.microsPerRequest(clock, WARM_UP, page);
            Thread looking =
                    new Thread(
                            () -> {
                                try {
                                    target.look(clock, Duration.ofMinutes(1), begun::countDown);
                                } catch (Exception ended) {
                                    begun.countDown(); // at the end it is killed under our eyes
                                }
                            });
            looking.start();
            begun.await();
            target.microsPerRequest(clock, SETTLING, page);
            double micros = target.microsPerRequest(clock, MEASURED, page);
            if (!target.state().observed()) {
                throw new IllegalStateException("nobody has looked into " + node);
            }
            target.kill();
            looking.join();
            return micros;
        }
    }

    private double lookedFromTheFirstLine() throws Exception {
        Process process = HarmTarget.held(node, "server");
        Thread looking = new Thread(() -> look(process));
        looking.start();
        try (HarmTarget target = HarmTarget.listening(node, process)) {
            double micros = measured(target);
            if (!target.state().observed()) {
                throw new IllegalStateException("nobody has looked into " + node);
            }
            target.kill();
            looking.join();
            return micros;
        }
    }

    private void look(Process process) {
        ObservationPlan plan =
                new ObservationPlan(0, true, false, true, ObservationPlan.SENTINEL_MILLIS);
        try (LaunchedNode own = LaunchedNode.await(process, null, LIMIT, clock).orElseThrow();
                NodeObservation observation =
                        new NodeObservation(
                                own.inspector(),
                                own.process(),
                                plan,
                                NodeObservation.Door.LAUNCHED,
                                clock)) {
            observation.begin();
            CompletableFuture<Void> atEnd = own.atEnd();
            own.go();
            observation.await(atEnd);
        } catch (Exception ended) {
            process.destroyForcibly(); // whoever waits for it is told
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
