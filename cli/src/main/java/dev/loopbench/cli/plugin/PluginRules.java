package dev.loopbench.cli.plugin;

import dev.loopbench.cli.wording.OptionNames;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a workload from elsewhere has to keep to. Stateless. */
final class PluginRules {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private PluginRules() {}

    /**
     * What is wrong with {@code type} beside the workloads there are: a sentence.
     *
     * @throws RuntimeException whatever its methods throw
     */
    static Optional<String> refusal(WorkloadType type, WorkloadCatalog known) {
        String name = type.name();
        if (!KEBAB_CASE.matcher(name).matches()) {
            return Optional.of(
                    "the name of a workload is of lower-case letters, digits and hyphens, not \""
                            + name
                            + "\"");
        }
        if (known.find(name).isPresent()) {
            return Optional.of("there is a workload " + name + " already");
        }
        if (type.summary().isBlank()) {
            return Optional.of("the workload " + name + " has no summary");
        }
        return ofParameters(type).map(sentence -> "the workload " + name + ": " + sentence);
    }

    private static Optional<String> ofParameters(WorkloadType type) {
        Set<String> names = new HashSet<>();
        for (Parameter parameter : type.parameters()) {
            if (!KEBAB_CASE.matcher(parameter.name()).matches()) {
                return Optional.of(
                        "the name of a parameter is of lower-case letters, digits and hyphens,"
                                + " not \""
                                + parameter.name()
                                + "\"");
            }
            if (!names.add(parameter.name())) {
                return Optional.of("two parameters have the name " + parameter.name());
            }
            Optional<String> refusal = ofDefault(parameter);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofDefault(Parameter parameter) {
        if (parameter.defaultText().isEmpty()) {
            return Optional.empty();
        }
        try {
            ParameterValues.parse(List.of(parameter), Map.of());
            return Optional.empty();
        } catch (InvalidParameterException e) {
            return Optional.of("its default cannot be used: " + OptionNames.sentence(e));
        }
    }
}
