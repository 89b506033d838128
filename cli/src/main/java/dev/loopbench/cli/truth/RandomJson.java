package dev.loopbench.cli.truth;

import dev.loopbench.reports.json.JsonLayout;
import dev.loopbench.reports.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The random exam as a JSON document. Stateless. */
public final class RandomJson {

    private record Document(
            String schema,
            boolean complete,
            boolean passed,
            long seed,
            int configurations,
            long right,
            SortedMap<String, SortedMap<String, Long>> matrix,
            List<Trial> trials) {}

    private record Trial(
            int number,
            List<String> command,
            String cause,
            SortedMap<String, Double> gainShares,
            String leading,
            String confidence,
            boolean right,
            List<String> falseRules,
            List<String> contradictions) {

        static Trial of(RandomTrial trial) {
            SortedMap<String, Double> gains = new TreeMap<>();
            for (Map.Entry<Removal, Double> gain : trial.truth().gains().entrySet()) {
                gains.put(gain.getKey().title(), gain.getValue());
            }
            return new Trial(
                    trial.number(),
                    trial.command(),
                    trial.cause(),
                    gains,
                    trial.rule(),
                    trial.sureness(),
                    trial.right(),
                    trial.slanders(),
                    trial.contradictions());
        }
    }

    private RandomJson() {}

    public static String document(RandomResult result) {
        return JsonText.of(
                new Document(
                        "loopbench.selftest-random/1",
                        result.complete(),
                        result.passes(),
                        result.seed(),
                        result.trials().size(),
                        result.right(),
                        result.matrix(),
                        result.trials().stream().map(Trial::of).toList()),
                new JsonLayout(
                        Set.of("command", "gainShares", "falseRules", "contradictions"),
                        Set.of("trials")));
    }
}
