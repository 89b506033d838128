package dev.loopbench.cli.wording;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.cost.Costs;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The job that a request waits for, as one writes a command: {@code pbkdf2 --iterations 20000}.
 * Stateless.
 */
public final class PoolJobText implements Costs.JobReader {

    private static final String FLAG_SET = "true";

    @Override
    public Costs.Job read(String text, List<WorkloadType> jobs) throws WorkloadException {
        Deque<String> words = new ArrayDeque<>(List.of(text.split("\\s+")));
        WorkloadType type = Costs.named(words.remove(), jobs);
        Map<String, String> texts = new HashMap<>();
        while (!words.isEmpty()) {
            add(type, words, texts);
        }
        try {
            return new Costs.Job(type, ParameterValues.parse(type.parameters(), texts));
        } catch (InvalidParameterException invalid) {
            throw new WorkloadException(
                    "%s %s %s", Costs.POOL_JOB, type.name(), invalid.sentence());
        }
    }

    /** One option: {@code --name value}, {@code --name=value} or a flag. */
    private static void add(WorkloadType type, Deque<String> words, Map<String, String> texts)
            throws WorkloadException {
        String word = words.remove();
        int equals = word.indexOf('=');
        String option = equals < 0 ? word : word.substring(0, equals);
        Parameter parameter =
                type.parameters().stream()
                        .filter(each -> OptionNames.option(each.name()).equals(option))
                        .findFirst()
                        .orElseThrow(() -> noSuchOption(type, option));
        String value;
        if (equals >= 0) {
            value = word.substring(equals + 1);
        } else if (parameter.kind() == Parameter.Kind.FLAG) {
            value = FLAG_SET;
        } else if (words.isEmpty()) {
            throw new WorkloadException(
                    "%s %s: %s needs a value", Costs.POOL_JOB, type.name(), parameter);
        } else {
            value = words.remove();
        }
        texts.put(parameter.name(), value);
    }

    private static WorkloadException noSuchOption(WorkloadType type, String option) {
        return new WorkloadException(
                "%s %s has no option %s; it may have %s",
                Costs.POOL_JOB,
                type.name(),
                Quantity.quoted(option),
                String.join(
                        ", ",
                        type.parameters().stream()
                                .map(each -> OptionNames.option(each.name()))
                                .toList()));
    }
}
