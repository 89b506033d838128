package dev.loopbench.cli.drive;

import dev.loopbench.cli.scenario.ScenarioReader;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.loop.Target;
import dev.loopbench.probes.session.DrainPlan;
import dev.loopbench.probes.session.WorkPlan;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The load that a program is to be driven with. Immutable.
 *
 * @param works floods of one server or several, each a kind of request; the load of each has a
 *     share of the connections and of the rate
 * @param addresses that the program has to listen on before it begins
 * @param listenNanos how long it may take until it does
 * @param warmup as the user wrote it; null for the usual one
 * @param drain null for the usual one
 */
public record DrivePlan(
        List<WorkPlan> works,
        Set<InetSocketAddress> addresses,
        long listenNanos,
        @Nullable String warmup,
        @Nullable DrainPlan drain) {

    public DrivePlan {
        works = List.copyOf(works);
        addresses = Set.copyOf(addresses);
    }

    /** All addresses, for messages. */
    public String shownAddresses() {
        return addresses.stream().map(Target::shown).sorted().collect(Collectors.joining(", "));
    }

    /** How long operations are started. */
    public long durationNanos() {
        LoadModel load = works.get(0).load();
        return load instanceof LoadModel.Open open
                ? open.durationNanos()
                : ((LoadModel.Closed) load).durationNanos();
    }

    /** As a scenario file says it, for the clients' process. */
    public String scenario() {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode scenario = mapper.createObjectNode();
        scenario.put("schema", ScenarioReader.SCHEMA);
        scenario.put("duration", nanos(durationNanos()));
        if (drain != null) {
            scenario.put("drainTimeout", nanos(drain.limitNanos()));
        }
        ArrayNode list = scenario.putArray("workloads");
        works.forEach(work -> put(work, list.addObject()));
        return mapper.writeValueAsString(scenario);
    }

    private static void put(WorkPlan work, ObjectNode json) {
        json.put("name", work.name());
        json.put("workload", work.type().name());
        ObjectNode parameters = json.putObject("parameters");
        for (Parameter parameter : work.type().parameters()) {
            String name = parameter.name();
            if (!work.values().isGiven(name)) {
                continue;
            }
            if (parameter.kind() == Parameter.Kind.LIST) {
                work.values().list(name).forEach(parameters.putArray(name)::add);
            } else {
                parameters.put(name, work.values().asText().get(name));
            }
        }
        ObjectNode load = json.putObject("load");
        if (work.load() instanceof LoadModel.Open open) {
            load.put("rate", BigDecimal.valueOf(open.perSecond()).toPlainString() + "/s");
            load.put("arrivals", open.arrivals().name().toLowerCase(Locale.ROOT));
        } else {
            load.put("concurrency", ((LoadModel.Closed) work.load()).concurrency());
        }
    }

    private static String nanos(long nanos) {
        return nanos + "ns";
    }
}
