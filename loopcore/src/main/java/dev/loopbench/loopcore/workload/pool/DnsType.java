package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.dns.NameLookup;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;

/** Name lookups on the pool. Immutable. */
public final class DnsType implements WorkloadType {

    static final Parameter NAMES =
            Parameter.of(
                    "names",
                    Parameter.Kind.TEXT,
                    "localhost",
                    "names to look up in turn, separated by commas; the JVM asks for one name once at"
                            + " a time");
    static final Parameter RESOLVER_DELAY =
            Parameter.of(
                    "resolver-delay",
                    Parameter.Kind.DURATION,
                    Parameter.NO_TIME,
                    "each lookup first holds its thread so long, as a resolver that hangs does");

    @Override
    public String name() {
        return NameLookup.KIND;
    }

    @Override
    public String summary() {
        return "looks names up on the pool: slow I/O, which gets at most half of the threads";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(NAMES, RESOLVER_DELAY);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new PoolJobWorkload<>(
                setup.name(),
                new DnsJob(
                        values.text(NAMES.name()),
                        values.durationNanos(RESOLVER_DELAY.name()),
                        name -> NameLookup.lookup(name, null)));
    }
}
