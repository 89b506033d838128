package dev.loopbench.cli.option;

import dev.loopbench.cli.wording.OptionNames;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The parameters of all workloads as options. Immutable.
 *
 * <p>Two workloads may share an option, each with a meaning of its own: {@code --cost} is a number
 * for {@code scrypt} and a time for {@code http}. Only whether a value follows has to be the same
 * for both. Help would be long with all of them: {@code loopbench list} shows them instead.
 */
public final class WorkloadOptions {

    private final WorkloadCatalog catalog;

    public WorkloadOptions(WorkloadCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Makes {@code command} accept them.
     *
     * @throws UsageException if one has the name of an option that {@code command} has already, or
     *     of two of one name one takes a value and the other does not
     */
    public void addTo(CommandSpec command) throws UsageException {
        Map<String, Owned> added = new HashMap<>();
        for (WorkloadType type : catalog.types()) {
            for (Parameter parameter : type.parameters()) {
                Owned owned = new Owned(parameter.kind(), type.name());
                Owned shared = added.putIfAbsent(parameter.name(), owned);
                if (shared != null) {
                    refuseOtherKind(parameter, owned, shared);
                } else {
                    refuseTaken(parameter, type, command);
                    command.addOption(option(parameter));
                }
            }
        }
    }

    /** What an option is, and whose it was first. */
    private record Owned(Parameter.Kind kind, String workload) {}

    private static void refuseOtherKind(Parameter parameter, Owned owned, Owned shared)
            throws UsageException {
        if ((owned.kind == Parameter.Kind.FLAG) != (shared.kind == Parameter.Kind.FLAG)) {
            throw new UsageException(
                    "%s is of the kind %s for the workload %s, but of the kind %s for %s."
                            .formatted(
                                    optionName(parameter),
                                    word(owned.kind),
                                    owned.workload,
                                    word(shared.kind),
                                    shared.workload));
        }
    }

    private static void refuseTaken(Parameter parameter, WorkloadType type, CommandSpec command)
            throws UsageException {
        if (command.optionsMap().containsKey(optionName(parameter))) {
            throw new UsageException(
                    "the workload %s cannot have a parameter %s: %s is an option of %s itself."
                            .formatted(
                                    type.name(),
                                    parameter.name(),
                                    optionName(parameter),
                                    command.name()));
        }
    }

    private static String word(Parameter.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    public WorkloadType type(String name) throws UsageException {
        return catalog.find(name)
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "there is no workload \""
                                                + name
                                                + "\"; "
                                                + catalog.meant(name)
                                                        .map(one -> "did you mean \"" + one + "\"?")
                                                        .orElse("'loopbench list' shows them.")));
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
                texts.put(name, text(option));
            }
        }
        return ParameterValues.parse(type.parameters(), texts);
    }

    /** Of a list a line each. */
    private static String text(OptionSpec option) throws InvalidParameterException {
        Object value = option.getValue();
        if (!(value instanceof String[] several)) {
            return String.valueOf(value);
        }
        for (String one : several) {
            if (one.isEmpty() || one.contains("\n")) {
                throw new InvalidParameterException(
                        option.longestName()
                                + " is some text on one line, not "
                                + Quantity.quoted(one));
            }
        }
        return String.join("\n", several);
    }

    private static void refuseForeign(String name, List<String> owners, WorkloadType type)
            throws UsageException {
        if (!owners.contains(type.name())) {
            throw new UsageException(
                    OptionNames.option(name)
                            + " is an option of "
                            + String.join(", ", owners)
                            + ", not of "
                            + type.name()
                            + ".");
        }
    }

    /** Whether it belongs to a workload, and not to the command itself. */
    boolean isParameter(OptionSpec option) {
        return !owners(option.longestName().substring(2)).isEmpty();
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

    private static OptionSpec option(Parameter parameter) {
        OptionSpec.Builder option = OptionSpec.builder(optionName(parameter)).hidden(true);
        return switch (parameter.kind()) {
            case FLAG -> option.type(boolean.class).build();
            case LIST -> option.type(String[].class).arity("1").build();
            default -> option.type(String.class).build();
        };
    }

    private static String optionName(Parameter parameter) {
        return OptionNames.option(parameter.name());
    }
}
