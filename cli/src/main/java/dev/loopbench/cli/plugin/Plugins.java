package dev.loopbench.cli.plugin;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;
import java.util.Optional;

/** Adds workloads of the user's own to those that come with loopbench. Stateless. */
public final class Plugins {

    private Plugins() {}

    /**
     * @param jars as the user wrote them, in this order behind what is there
     * @throws UsageException if one cannot be used: the sentence names it
     */
    public static Catalogs addTo(Catalogs catalogs, List<String> jars) throws UsageException {
        Catalogs all = catalogs;
        for (String given : jars) {
            PluginJar jar = new PluginJar(given);
            for (WorkloadType type : jar.types()) {
                check(type, jar, all);
                all = all.with(type);
            }
        }
        return all;
    }

    private static void check(WorkloadType type, PluginJar jar, Catalogs known)
            throws UsageException {
        Optional<String> refusal;
        try {
            refusal = PluginRules.refusal(type, known.workloads());
        } catch (RuntimeException | LinkageError e) {
            // It is code from elsewhere.
            refusal =
                    Optional.of(
                            type.getClass().getName() + " cannot be used: " + PluginJar.words(e));
        }
        if (refusal.isPresent()) {
            throw jar.refusal(refusal.get());
        }
    }
}
