package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadCatalog;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The parameters of all workloads as options. Immutable.
 *
 * <p>Two workloads may share an option; help shows it with each of them, which is why picocli's own
 * list does not show it at all.
 */
public final class WorkloadOptions {

    private final WorkloadCatalog catalog;

    public WorkloadOptions(WorkloadCatalog catalog) {
        this.catalog = catalog;
    }

    /** Makes {@code command} accept them. */
    public void addTo(CommandSpec command) {
        for (WorkloadType type : catalog.types()) {
            for (Parameter parameter : type.parameters()) {
                if (!command.optionsMap().containsKey(optionName(parameter))) {
                    command.addOption(option(parameter).hidden(true).build());
                }
            }
        }
    }

    public WorkloadType type(String name) throws UsageException {
        return catalog.find(name)
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "there is no workload \""
                                                + name
                                                + "\"; did you mean \""
                                                + catalog.nearest(name)
                                                + "\"?"));
    }

    /** What the user said of {@code type}'s parameters, and the defaults of the others. */
    public ParameterValues values(ParseResult parsed, WorkloadType type)
            throws UsageException, InvalidParameterException {
        Map<String, String> texts = new HashMap<>();
        for (OptionSpec option : parsed.matchedOptions()) {
            String name = option.longestName().substring(2);
            List<String> owners = owners(name);
            if (!owners.isEmpty()) {
                refuseForeign(name, owners, type);
                texts.put(name, option.getValue());
            }
        }
        return ParameterValues.parse(type.parameters(), texts);
    }

    /** A workload and its options, for help. Immutable. */
    public record Section(WorkloadType type, List<OptionSpec> options) {

        public Section {
            options = List.copyOf(options);
        }
    }

    public List<Section> help() {
        return catalog.types().stream()
                .map(
                        type ->
                                new Section(
                                        type,
                                        type.parameters().stream()
                                                .map(parameter -> option(parameter).build())
                                                .collect(Collectors.toList())))
                .collect(Collectors.toList());
    }

    private static void refuseForeign(String name, List<String> owners, WorkloadType type)
            throws UsageException {
        if (!owners.contains(type.name())) {
            throw new UsageException(
                    "--"
                            + name
                            + " is an option of "
                            + String.join(", ", owners)
                            + ", not of "
                            + type.name()
                            + ".");
        }
    }

    /** The workloads that have a parameter of this name. */
    private List<String> owners(String name) {
        return catalog.types().stream()
                .filter(
                        type ->
                                type.parameters().stream()
                                        .anyMatch(known -> known.name().equals(name)))
                .map(WorkloadType::name)
                .toList();
    }

    private static OptionSpec.Builder option(Parameter parameter) {
        return OptionSpec.builder(optionName(parameter))
                .type(String.class)
                .paramLabel(label(parameter.kind()))
                .description(description(parameter));
    }

    private static String optionName(Parameter parameter) {
        return "--" + parameter.name();
    }

    private static String label(Parameter.Kind kind) {
        return switch (kind) {
            case COUNT -> "N";
            case DURATION -> "D";
            case BYTES, CHOICE, TEXT, PATH -> kind.name().toUpperCase(Locale.ROOT);
        };
    }

    private static String description(Parameter parameter) {
        StringBuilder text = new StringBuilder(parameter.description());
        if (!parameter.choices().isEmpty()) {
            text.append(": ").append(String.join(", ", parameter.choices()));
        }
        if (!parameter.defaultText().isEmpty()) {
            text.append(" (default: ").append(parameter.defaultText()).append(')');
        }
        // picocli formats descriptions as String.format does.
        return text.toString().replace("%", "%%");
    }
}
