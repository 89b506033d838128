package dev.loopbench.cli.command;

import dev.loopbench.cli.option.WorkloadOptions;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** The workloads and their options in the help of {@code run}, aligned with the rest. Immutable. */
public final class WorkloadHelpSection implements IHelpSectionRenderer {

    private final WorkloadOptions workloads;

    public WorkloadHelpSection(WorkloadOptions workloads) {
        this.workloads = workloads;
    }

    @Override
    public String render(Help help) {
        StringBuilder text = new StringBuilder();
        for (WorkloadOptions.Section section : workloads.help()) {
            text.append(
                    help.createHeading(
                            "%nWorkload @|bold %s|@: %s%n",
                            section.type().name(), section.type().summary()));
            Help.Layout layout =
                    help.createDefaultLayout(
                            help.commandSpec().options(), List.of(), help.colorScheme());
            layout.addAllOptions(section.options(), help.parameterLabelRenderer());
            text.append(layout);
        }
        return text.toString();
    }
}
