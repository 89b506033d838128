package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The measured server, a client that knows nothing of it, and Ctrl-C. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "sends a signal by kill")
@Isolated("measures")
final class ServeIT {

    private static final Pattern ADDRESS = Pattern.compile("http://([0-9.]+:[0-9]+)/");

    @Test
    void a_server_answers_until_it_is_interrupted_and_then_reports(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("report.json");
        Process server = Launcher.at(Launcher.SCRIPT).start("serve", "--port=0", "--json=" + file);
        try (BufferedReader err =
                new BufferedReader(
                        new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8))) {
            String base = "http://" + address(err);
            HttpClient client = HttpClient.newHttpClient();
            assertThat(get(client, base + "/").body()).isEqualTo("hello from the loop\n");
            assertThat(get(client, base + "/none").statusCode()).isEqualTo(404);
            HttpResponse<String> metrics = get(client, base + "/metrics");
            assertThat(metrics.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("application/openmetrics-text; version=1.0.0");
            assertThat(metrics.body())
                    .contains("loopbench_loop_iterations_total ")
                    .contains("loopbench_server_responses_total{status=\"404\"} 1\n")
                    .endsWith("# EOF\n");
            new ProcessBuilder("kill", "-INT", String.valueOf(server.pid())).start().waitFor();
            assertThat(server.waitFor()).isEqualTo(130);
        } finally {
            server.destroyForcibly();
        }
        try (BufferedReader in = Files.newBufferedReader(file)) {
            Report report = new JsonReportReader().read(in);
            assertThat(report.config().workload()).isEqualTo("serve");
            assertThat(report.config().load()).isEqualTo(new Load.External());
            assertThat(report.run().complete()).isTrue();
            assertThat(report.loop().counts().events()).isGreaterThanOrEqualTo(3);
            ServerFigures served = Objects.requireNonNull(report.server());
            assertThat(served.model()).isEqualTo(ServerFigures.Model.LOOP);
            ServerFigures.Requests requests = Objects.requireNonNull(served.requests());
            assertThat(requests.count()).isEqualTo(3);
            assertThat(requests.status()).isEqualTo(Map.of("200", 2L, "404", 1L));
            assertThat(requests.response().count()).isEqualTo(3);
        }
    }

    private static String address(BufferedReader err) throws Exception {
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new AssertionError("the server never said where it listens");
    }

    private static HttpResponse<String> get(HttpClient client, String uri) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(uri)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
