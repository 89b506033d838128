package dev.loopbench.cli.gate.measure;

import dev.loopbench.reports.gate.model.Stage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Which side of a pair goes first: by coin, but of each two pairs of a stage one each way, so that
 * neither side has the better place. Confined to one thread.
 */
final class ForkOrder {

    private final Random coin;

    /** What the second of two pairs is to be, where the first has been given. */
    private final Map<Stage, Boolean> second = new EnumMap<>(Stage.class);

    ForkOrder(long seed) {
        coin = new Random(seed);
    }

    /** Of the next pair of that stage. */
    boolean headFirst(Stage stage) {
        Boolean owed = second.remove(stage);
        if (owed != null) {
            return owed;
        }
        boolean first = coin.nextBoolean();
        second.put(stage, !first);
        return first;
    }
}
