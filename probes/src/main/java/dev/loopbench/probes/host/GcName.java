package dev.loopbench.probes.host;

import java.util.List;

/** What a JVM's garbage collector is called, by the names of its beans. Stateless. */
final class GcName {

    private GcName() {}

    static String of(List<String> beans) {
        for (String bean : beans) {
            if (bean.startsWith("ZGC M")) {
                return "ZGC (generational)";
            }
            for (String collector : List.of("G1", "ZGC", "Shenandoah", "Epsilon")) {
                if (bean.startsWith(collector + " ")) {
                    return collector;
                }
            }
            if (bean.startsWith("PS ")) {
                return "Parallel";
            }
            if (bean.equals("Copy") || bean.equals("MarkSweepCompact")) {
                return "Serial";
            }
        }
        return beans.isEmpty() ? "none" : String.join(", ", beans);
    }
}
