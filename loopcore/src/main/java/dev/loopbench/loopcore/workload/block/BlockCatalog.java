package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.SystemCpuClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ways to hold the loop that can be chosen by name, in the order of listing. Immutable. */
public final class BlockCatalog {

    private final List<BlockType> types;

    private BlockCatalog(List<BlockType> types) {
        this.types = List.copyOf(types);
    }

    /** Those that need nothing but the JDK. */
    public static BlockCatalog builtIn() {
        return new BlockCatalog(
                List.of(
                        new SpinBlock(new SystemCpuClock()),
                        new SleepBlock(),
                        new Pbkdf2Block(),
                        new RegexBlock(),
                        new FileReadBlock(),
                        new ZlibBlock(),
                        new SortBlock(),
                        new GcBlock()));
    }

    /** These and further ones. */
    public BlockCatalog with(List<? extends BlockType> further) {
        List<BlockType> all = new ArrayList<>(types);
        all.addAll(further);
        return new BlockCatalog(all);
    }

    public List<BlockType> types() {
        return types;
    }

    public Optional<BlockType> find(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return types.stream().map(BlockType::name).toList();
    }
}
