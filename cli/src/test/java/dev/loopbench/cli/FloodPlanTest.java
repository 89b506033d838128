package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.probes.session.ServePlan;
import dev.loopbench.probes.session.SessionPlan;
import dev.loopbench.probes.session.WorkPlan;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What floods, servers and background work come to, and what is refused. */
class FloodPlanTest {

    private static final long SECOND = 1_000_000_000L;

    private final FakeSessions sessions = FakeSessions.reporting(Reports.complete());

    @Test
    void a_flood_keeps_a_round_trip_under_way_on_each_connection() {
        SessionPlan plan = plan("run", "flood", "--connections", "70");
        assertThat(plan.work().served()).isNotNull();
        assertThat(plan.load()).isEqualTo(new LoadModel.Closed(70, 5 * SECOND));
    }

    @Test
    void a_duration_alone_is_enough_for_a_flood() {
        assertThat(plan("run", "flood", "--duration", "2s").load())
                .isEqualTo(new LoadModel.Closed(50, 2 * SECOND));
    }

    @Test
    void with_a_target_the_clients_run_on_the_measured_loop() {
        SessionPlan plan = plan("run", "flood", "--target", "localhost:80");
        assertThat(plan.work().served()).isNull();
        assertThat(plan.work().parameters()).containsKey("target").doesNotContainKey("model");
    }

    @Test
    void headers_are_many_and_stand_in_the_report() {
        SessionPlan plan =
                plan(
                        "run",
                        "flood",
                        "--target",
                        "http://localhost:81/a",
                        "--header",
                        "A: 1",
                        "--header",
                        "B: 2");
        assertThat(plan.work().parameters())
                .containsEntry("header", "A: 1, B: 2")
                .containsEntry("protocol", "http")
                .containsEntry("method", "GET")
                .doesNotContainKey("path");
    }

    @Test
    void background_work_has_as_many_in_flight_as_there_are_threads_unless_it_is_told() {
        SessionPlan plan = plan("run", "fs-read", "--threads", "3", "--with", "pbkdf2");
        assertThat(plan.work().works())
                .extracting(WorkPlan::name)
                .containsExactly("fs-read", "pbkdf2");
        assertThat(plan.work().works().get(1).load())
                .isEqualTo(new LoadModel.Closed(3, LoadModel.ENDLESS_NANOS));
        assertThat(plan("run", "fs-read", "--with", "pbkdf2:7").work().works().get(1).load())
                .isEqualTo(new LoadModel.Closed(7, LoadModel.ENDLESS_NANOS));
    }

    @Test
    void a_server_serves_whoever_comes() {
        SessionPlan plan = plan("serve", "--port", "0", "--duration", "3s");
        ServePlan serve = Objects.requireNonNull(plan.work().served());
        assertThat(serve.clients()).isNull();
        assertThat(serve.load()).isNull();
        assertThat(serve.durationNanos()).isEqualTo(3 * SECOND);
        assertThat(plan.work().parameters()).containsEntry("protocol", "http");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run flood --simulate 1 | has no sockets",
                "run flood --connections 2000000000 | ulimit -n",
                "run flood --model threads --protocol http | serves the echo protocol only",
                "run flood --model threads --block-with loop | has none",
                "run flood --model many | --model must be one of",
                "run flood --payload 64 | --payload needs a unit",
                "run flood --churn 5 | --churn needs a unit",
                "run flood --backlog 0 | --backlog must be a whole number from 1",
                "run flood --method POST | --method is for --protocol http",
                "run flood --keep-alive 5s | --keep-alive is for --protocol http",
                "run flood --protocol http --payload 5B | --payload is for --protocol echo",
                "run flood --protocol http --method PUT | answers GET and HEAD of / alone",
                "run flood --protocol http --header nonsense | a header is",
                "run flood --protocol http --header Content-Length:5 | follows from the body",
                "run flood --protocol http --method G,T | a method is a word",
                "run flood --target 127.0.0.1:1 --cost 5ms | --target names another one",
                "run flood --model threads --cost 5ms | has none",
                "run flood --target http://127.0.0.1:1/ --path /a | stands in the URL",
                "run flood --protocol http --method CONNECT | opens a tunnel",
                "run flood --protocol http --body @/no/such/file | cannot be read",
                "serve --port 0 --backlog 0 | --backlog must be a whole number from 1",
                "serve --port 0 --keep-alive 5 | --keep-alive needs a unit",
                "serve --port 0 --protocol echo --keep-alive 5s | is for --protocol http",
                "run pbkdf2 --connections 5 | is an option of",
                "run pbkdf2 --sockets | which this run has not",
                "run pbkdf2 --with pbkdf2 | cannot be told from the other",
                "run pbkdf2 --with flood | cannot start the clients of a flood",
                "run pbkdf2 --with fs-read:none | --with must be a whole number",
                "run pbkdf2 --duration 1s | --duration needs --concurrency",
                "serve --port 99999 | --port must be a whole number from 0 to 65535",
                "serve --port 0 --protocol ftp | --protocol must be one of http, echo",
                "serve --port 0 --host no.such.host.invalid | is not an address",
                "serve --port 1 --port x | --port must be a whole number from 0 to 65535",
            })
    void what_cannot_be_is_refused_with_a_sentence(String line, String sentence) {
        Invocation.Result result = Invocation.with(sessions).execute(line.strip().split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(sentence.strip()).hasLineCount(1);
        assertThat(sessions.plans()).isEmpty();
    }

    private SessionPlan plan(String... words) {
        assertThat(Invocation.with(sessions).execute(words).code()).isZero();
        List<SessionPlan> plans = sessions.plans();
        return plans.get(plans.size() - 1);
    }
}
