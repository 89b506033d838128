package dev.loopbench.cli.command;

import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** The workloads in the help of {@code run}, without their options. Immutable. */
public final class WorkloadHelpSection implements IHelpSectionRenderer {

    private final WorkloadCatalog workloads;

    public WorkloadHelpSection(WorkloadCatalog workloads) {
        this.workloads = workloads;
    }

    @Override
    public String render(Help help) {
        Map<String, String> summaries = new LinkedHashMap<>();
        for (WorkloadType type : workloads.types()) {
            summaries.put(type.name(), firstClause(type.summary()));
        }
        return help.createHeading("%nWorkloads: loopbench list NAME shows the options of one%n")
                + help.createTextTable(summaries);
    }

    /** What it does; what that shows is for {@code loopbench list}, where there is room. */
    private static String firstClause(String summary) {
        String clause = summary.split(": ", 2)[0];
        // picocli formats descriptions as String.format does.
        return clause.replace("%", "%%");
    }
}
