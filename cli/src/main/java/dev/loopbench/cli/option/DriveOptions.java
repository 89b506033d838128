package dev.loopbench.cli.option;

import dev.loopbench.cli.drive.DrivePlan;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.server.ServedType;
import dev.loopbench.probes.session.WorkPlan;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The load that a program is driven with. Confined to the main thread. */
public final class DriveOptions extends RateOptions {

    private static final String CONNECTIONS = "connections";
    private static final String REPLY_TIMEOUT = "reply-timeout";
    private static final String LISTEN_TIMEOUT = "listen-timeout";
    private static final int CONNECTIONS_USUAL = 50;
    private static final long CONNECTIONS_MAX = 1_000_000;
    private static final long LISTEN_NANOS = TimeUnit.SECONDS.toNanos(30);

    @Option(
            names = "--drive",
            paramLabel = "REQUEST",
            description =
                    "once the program listens there, send it this request again and again, from"
                            + " another process, and then end the program (SIGTERM; SIGKILL if it"
                            + " has not ended 10 s later): '[METHOD] URL [--header H]... [--body"
                            + " TEXT|@FILE] [--name KIND] [--weight N]', such as 'GET"
                            + " http://127.0.0.1:3000/login'. Of several, each has a share of the"
                            + " connections and of the rate by its weight. --duration is then how"
                            + " long the load lasts (default: 5s)")
    List<String> drive = new ArrayList<>();

    @Option(
            names = "--" + CONNECTIONS,
            paramLabel = "N",
            description =
                    "connections held open, one request under way on each (default: "
                            + CONNECTIONS_USUAL
                            + ")")
    @Nullable String connections;

    @Option(
            names = "--warmup",
            paramLabel = "D",
            description =
                    "send unmeasured first: auto (until requests take the same time again and"
                            + " again, at most 1s), a time such as 5s, or 0s (default: auto)")
    @Nullable String warmup;

    @Option(
            names = "--" + REPLY_TIMEOUT,
            paramLabel = "D",
            description = "a reply that takes longer is given up as failed (default: 10s)")
    @Nullable String replyTimeout;

    @Option(
            names = "--" + LISTEN_TIMEOUT,
            paramLabel = "D",
            description = "how long the program may take until it listens (default: 30s)")
    @Nullable String listenTimeout;

    /**
     * @param flood what makes the requests
     * @param durationNanos how long; 0 where the user does not say
     * @return empty where nothing is to be driven
     */
    public Optional<DrivePlan> plan(ServedType flood, long durationNanos)
            throws UsageException, InvalidParameterException, WorkloadException {
        if (drive.isEmpty()) {
            refuseAlone();
            return Optional.empty();
        }
        refuseArrivalsAlone();
        if (rate != null && durationNanos == 0) {
            throw new UsageException("--rate needs --duration, such as --duration 10s.");
        }
        MeasureOptions.warmup(warmup);
        List<DriveRequest> requests = requests();
        List<Integer> shares = connections(requests);
        int weights = requests.stream().mapToInt(DriveRequest::weight).sum();
        List<WorkPlan> works = new ArrayList<>();
        Set<InetSocketAddress> addresses = new LinkedHashSet<>();
        for (int i = 0; i < requests.size(); i++) {
            DriveRequest request = requests.get(i);
            ParameterValues values = values(flood, request, shares.get(i));
            addresses.add(request.address());
            double share = (double) request.weight() / weights;
            works.add(
                    new WorkPlan(
                            request.kind(),
                            flood,
                            values,
                            load(flood, values, share, durationNanos),
                            0));
        }
        return Optional.of(
                new DrivePlan(
                        works,
                        addresses,
                        OptionValue.positiveDurationNanos(LISTEN_TIMEOUT, listenTimeout)
                                .orElse(LISTEN_NANOS),
                        warmup,
                        drain().orElse(null)));
    }

    private void refuseAlone() throws UsageException {
        Map<String, @Nullable String> companions = new HashMap<>();
        companions.put(CONNECTIONS, connections);
        companions.put("rate", rate);
        companions.put("arrivals", arrivals);
        companions.put("warmup", warmup);
        companions.put("drain-timeout", drainTimeout);
        companions.put(REPLY_TIMEOUT, replyTimeout);
        companions.put(LISTEN_TIMEOUT, listenTimeout);
        for (Map.Entry<String, @Nullable String> companion : companions.entrySet()) {
            if (companion.getValue() != null) {
                throw new UsageException(
                        "--"
                                + companion.getKey()
                                + " needs --drive: without that nobody sends requests.");
            }
        }
    }

    private List<DriveRequest> requests() throws UsageException, WorkloadException {
        List<DriveRequest> requests = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        for (String text : drive) {
            DriveRequest request = DriveRequest.parse(text);
            if (!kinds.add(request.kind())) {
                throw new UsageException(
                        "two of --drive would be called "
                                + request.kind()
                                + " in the report: --name, within one of them, gives it another"
                                + " name.");
            }
            requests.add(request);
        }
        return requests;
    }

    /** By weight; what does not go up evenly goes to the first ones. */
    private List<Integer> connections(List<DriveRequest> requests) throws UsageException {
        int all =
                connections == null
                        ? CONNECTIONS_USUAL
                        : (int)
                                OptionValue.wholeNumber(
                                        "--" + CONNECTIONS, connections, 1, CONNECTIONS_MAX);
        if (all < requests.size()) {
            throw new UsageException(
                    "--connections "
                            + all
                            + " are too few for "
                            + requests.size()
                            + " kinds of requests: each needs one of its own.");
        }
        int weights = requests.stream().mapToInt(DriveRequest::weight).sum();
        int rest = all - requests.size(); // one each
        List<Integer> shares = new ArrayList<>();
        int weightSoFar = 0;
        int given = 0;
        for (DriveRequest request : requests) {
            weightSoFar += request.weight();
            int upToHere = (int) Math.round((double) rest * weightSoFar / weights);
            shares.add(1 + upToHere - given);
            given = upToHere;
        }
        return shares;
    }

    private ParameterValues values(ServedType flood, DriveRequest request, int share)
            throws UsageException, InvalidParameterException, WorkloadException {
        Map<String, String> texts = new HashMap<>(request.parameters());
        texts.put(CONNECTIONS, String.valueOf(share));
        if (replyTimeout != null) {
            texts.put(REPLY_TIMEOUT, replyTimeout);
        }
        ParameterValues values = ParameterValues.parse(flood.parameters(), texts);
        flood.check(values);
        return values;
    }

    private LoadModel load(
            ServedType flood, ParameterValues values, double share, long durationNanos)
            throws UsageException, InvalidParameterException {
        if (rate != null) {
            return new LoadModel.Open(perSecond() * share, durationNanos, gaps());
        }
        return flood.ownLoad(values, durationNanos).orElseThrow();
    }
}
