package dev.loopbench.loopcore.workload.catalog;

import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.loop.EchoType;
import dev.loopbench.loopcore.workload.loop.FloodType;
import dev.loopbench.loopcore.workload.loop.HttpType;
import dev.loopbench.loopcore.workload.loop.ImmediatesType;
import dev.loopbench.loopcore.workload.loop.PipeType;
import dev.loopbench.loopcore.workload.loop.TicksType;
import dev.loopbench.loopcore.workload.loop.TimersType;
import dev.loopbench.loopcore.workload.pool.DnsType;
import dev.loopbench.loopcore.workload.pool.FileReadType;
import dev.loopbench.loopcore.workload.pool.FileStatType;
import dev.loopbench.loopcore.workload.pool.FileWalkType;
import dev.loopbench.loopcore.workload.pool.FileWriteType;
import dev.loopbench.loopcore.workload.pool.Pbkdf2Type;
import dev.loopbench.loopcore.workload.pool.RandomType;
import dev.loopbench.loopcore.workload.pool.WorkType;
import dev.loopbench.loopcore.workload.pool.ZlibType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The workloads that can be chosen by name, in the order in which they are listed. Immutable.
 *
 * <p>A new one is entered here: one of the pool in {@link #poolTypes}, one of the loop in {@link
 * #of}. What needs more than the JDK is entered by whoever has it.
 */
public final class WorkloadCatalog {

    private final List<WorkloadType> types;

    /**
     * @throws IllegalArgumentException if two have one name
     */
    public WorkloadCatalog(List<WorkloadType> types) {
        this.types = List.copyOf(types);
        Set<String> names = new HashSet<>();
        for (WorkloadType type : types) {
            if (!names.add(type.name())) {
                throw new IllegalArgumentException(
                        "there are two workloads of the name " + type.name());
            }
        }
    }

    /** Those that need nothing but the JDK. */
    public static WorkloadCatalog builtIn() {
        return of(poolTypes(), builtInCosts());
    }

    /** Of the pool, those that need nothing but the JDK. */
    public static List<WorkloadType> poolTypes() {
        return List.of(
                new Pbkdf2Type(),
                new FileReadType(),
                new RandomType(),
                new ZlibType(),
                new FileWriteType(),
                new FileStatType(),
                new FileWalkType(),
                new DnsType(),
                new WorkType());
    }

    /** Of the callbacks and requests of {@link #builtIn}: any of the pool's can be one. */
    public static Costs builtInCosts() {
        return new Costs(BlockCatalog.builtIn(), poolTypes(), Costs.JobReader.BY_NAME);
    }

    /**
     * Workloads of the pool, and those of the loop.
     *
     * @param costs of the callbacks and requests of the loop's
     */
    public static WorkloadCatalog of(List<? extends WorkloadType> poolTypes, Costs costs) {
        return new WorkloadCatalog(
                        List.of(
                                new TimersType(costs),
                                new ImmediatesType(costs),
                                new TicksType(costs),
                                new PipeType(),
                                new HttpType(costs),
                                new EchoType(costs),
                                new FloodType(costs)))
                .behind(poolTypes);
    }

    private WorkloadCatalog behind(List<? extends WorkloadType> first) {
        return new WorkloadCatalog(List.copyOf(first)).with(types);
    }

    /**
     * These and further ones.
     *
     * @throws IllegalArgumentException if two have one name
     */
    public WorkloadCatalog with(List<? extends WorkloadType> further) {
        List<WorkloadType> all = new ArrayList<>(types);
        all.addAll(further);
        return new WorkloadCatalog(all);
    }

    public List<WorkloadType> types() {
        return types;
    }

    public Optional<WorkloadType> find(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** The one that {@code name} may mean, for a suggestion; empty if none is like it. */
    public Optional<String> meant(String name) {
        return Names.meant(name, types.stream().map(WorkloadType::name).toList());
    }
}
