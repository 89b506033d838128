package dev.loopbench.cli.workload;

import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.pool.KeyJob;
import java.util.List;

/** Key derivation on the pool that needs memory on purpose. Immutable. */
record ScryptType() implements WorkloadType {

    static final String NAME = "scrypt";

    private static final Parameter COST =
            Parameter.of(
                    "cost",
                    Parameter.Kind.COUNT,
                    "16384",
                    "CPU and memory cost, a power of two: a job takes 128 bytes times this times"
                            + " --block-size");
    private static final Parameter BLOCK_SIZE =
            Parameter.of("block-size", Parameter.Kind.COUNT, "8", "blocks mixed at a time");
    private static final Parameter PARALLELIZATION =
            Parameter.of(
                    "parallelization",
                    Parameter.Kind.COUNT,
                    "1",
                    "independent mixes for each key, one after the other");
    private static final Parameter KEY_LENGTH =
            Parameter.of("key-length", Parameter.Kind.COUNT, "64", "length of each key in bytes");
    private static final Parameter SALT =
            Parameter.of("salt", Parameter.Kind.TEXT, "salt", "salt of each key");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "derives keys on the pool: CPU work that fills memory, too";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(COST, BLOCK_SIZE, PARALLELIZATION, KEY_LENGTH, SALT);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new PoolJobWorkload<>(
                setup.name(),
                new KeyJob(
                        new ScryptKeys(
                                new ScryptCost(
                                        values.count(COST.name()),
                                        values.count(BLOCK_SIZE.name()),
                                        values.count(PARALLELIZATION.name())),
                                values.text(SALT.name()),
                                values.count(KEY_LENGTH.name()),
                                ScryptFunction.BOUNCY_CASTLE,
                                Runtime.getRuntime().maxMemory())));
    }
}
