package dev.loopbench.reports.series;

import java.util.HashSet;
import java.util.Set;

/**
 * Sees to it that no name is given twice: the second {@code x} becomes {@code x-2}.
 *
 * <p>Confined to the thread that writes one document.
 */
public final class DistinctNames {

    private final Set<String> given = new HashSet<>();

    /** This name, or the first one made of it that is free. */
    public String of(String wanted) {
        String name = wanted;
        for (int n = 2; !given.add(name); n++) {
            name = wanted + "-" + n;
        }
        return name;
    }
}
