package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.zlib.Gzip;
import java.util.List;
import java.util.stream.IntStream;

/** Compression on the pool. Immutable. */
public final class ZlibType implements WorkloadType {

    private static final String GUNZIP = "gunzip";

    private static final Parameter MODE =
            Parameter.choice("mode", "gzip", "what each operation does", List.of("gzip", GUNZIP));
    private static final Parameter SIZE =
            Parameter.of(
                    "size", Parameter.Kind.BYTES, "1MiB", "length of the text before compression");
    private static final Parameter LEVEL =
            Parameter.choice(
                    "level",
                    "6",
                    "effort, from 0 for none to 9 for the smallest result",
                    IntStream.rangeClosed(0, 9).mapToObj(String::valueOf).toList());

    @Override
    public String name() {
        return Gzip.KIND;
    }

    @Override
    public String summary() {
        return "compresses or decompresses text on the pool: what each response costs a thread";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(MODE, SIZE, LEVEL);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        int level = Integer.parseInt(values.text(LEVEL.name()));
        return new PoolJobWorkload<>(
                setup.name(),
                new ZlibJob(
                        values.text(MODE.name()).equals(GUNZIP),
                        values.bytes(SIZE.name()),
                        level,
                        setup.seed(),
                        Codec.platform(level)));
    }
}
