package dev.loopbench.loopcore.workload.cost;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code work how=spin time=3ms}. */
public final class JobWords implements Costs.JobReader {

    @Override
    public Costs.Job read(String text, List<WorkloadType> jobs) throws WorkloadException {
        String[] words = text.split(" ", -1);
        WorkloadType type = Costs.named(words[0], jobs);
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            values.put(pair[0], pair[1]);
        }
        try {
            return new Costs.Job(type, ParameterValues.parse(type.parameters(), values));
        } catch (InvalidParameterException invalid) {
            throw new WorkloadException("%s", invalid.sentence());
        }
    }
}
