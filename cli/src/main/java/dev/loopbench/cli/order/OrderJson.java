package dev.loopbench.cli.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loopbench.loopcore.order.LogLine;
import dev.loopbench.reports.json.JsonLayout;
import dev.loopbench.reports.json.JsonText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Logs as a JSON document. Stateless. */
public final class OrderJson {

    /**
     * @param runs only where it took more than one
     * @param complete only where the program was stopped: false
     */
    private record Result(
            String name,
            List<String> log,
            List<Callback> callbacks,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer runs,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean complete) {

        static Result of(OrderOutcome outcome) {
            return new Result(
                    outcome.program().name(),
                    outcome.log().texts(),
                    outcome.log().lines().stream().map(Callback::of).toList(),
                    outcome.runs() > 1 ? (Integer) outcome.runs() : null,
                    outcome.isComplete() ? null : (Boolean) false);
        }
    }

    /**
     * @param log the line
     */
    private record Callback(String log, String phase, long iteration, long atNanos) {

        static Callback of(LogLine line) {
            return new Callback(line.text(), line.phase(), line.iteration(), line.atNanos());
        }
    }

    private OrderJson() {}

    /**
     * @param list whether to write a list of results, be it of one, or the one there is
     */
    public static String document(List<OrderOutcome> outcomes, boolean list) {
        List<Result> results = outcomes.stream().map(Result::of).toList();
        Object document = list || results.size() != 1 ? results : results.get(0);
        return JsonText.of(document, new JsonLayout(Set.of("log"), Set.of("callbacks")));
    }
}
